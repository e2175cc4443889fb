"""How the program looks: named colours, fonts, line icons, and the one stylesheet filled from them."""
