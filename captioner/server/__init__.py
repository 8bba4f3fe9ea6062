"""A recogniser behind AssemblyAI's two streaming protocols, v3 and v2, on one port."""
