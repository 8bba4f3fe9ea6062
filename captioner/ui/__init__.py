"""The windows. The only package that knows Qt; it imports only app and core."""
