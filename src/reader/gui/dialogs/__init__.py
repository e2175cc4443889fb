"""Dialogs. All of them open without blocking the caller and report by signals."""
