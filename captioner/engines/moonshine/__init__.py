"""The embedded recogniser: Moonshine models, decoded by a loop of our own on onnxruntime.

`stream` reads one stream of sound; `weights` gives the one copy of a model that all
streams share; `library` runs the models that only the vendor's library can read.
"""
