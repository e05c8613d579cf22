from .samples import typical


def test_x():
    assert typical()
