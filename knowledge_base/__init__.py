"""The FAQ knowledge base: content, search, evaluation."""

import os

# One thread for a question: its matrices are small, two threads wait for each other (measured: a
# third of the time), and the event loop needs the other core. To be said before numpy is loaded.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
