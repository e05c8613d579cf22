"""``zhenggai rules new``, ``test``, ``lint`` and ``docs``: for those who write rules."""
