"""The use cases of the desk: one public method is one transaction."""
