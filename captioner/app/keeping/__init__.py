"""On disk before it is shown: the recorder of a session and the library."""
