"""What the commands do; their options stand in ``zhenggai.cli``, which imports these when they are called."""
