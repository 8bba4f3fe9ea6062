"""What voices sound like: the features of a sentence and the network that reads them."""
