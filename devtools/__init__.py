"""What `dev.py` is made of. Standard library only, and no syntax that Python 3.8 cannot read."""
