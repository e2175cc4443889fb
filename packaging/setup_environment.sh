#!/bin/sh
# Finds a Python 3.11 to 3.14 and hands over to setup_environment.py.
# Usage: sh packaging/setup_environment.sh PURPOSE      (PYTHON=/some/python3.12 chooses one)
set -u
here=$(dirname "$0")

fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}

# The environment that is already there comes first: a later system Python must not change it.
for python in ${PYTHON:-"$here/../.venv/bin/python" python3 python3.14 python3.13 python3.12 python3.11}; do
    if fits "$python"; then
        exec "$python" "$here/setup_environment.py" "$@"
    fi
done

if [ -n "${PYTHON:-}" ]; then
    echo "setup: PYTHON=$PYTHON is not a working Python 3.11, 3.12, 3.13 or 3.14." >&2
else
    echo "setup: Perspective Reader needs Python 3.11, 3.12, 3.13 or 3.14, and none was found." >&2
    echo "       On Debian and Ubuntu: sudo apt-get install python3 python3-venv" >&2
fi
exit 1
