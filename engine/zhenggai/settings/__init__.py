"""What a user's configuration changes: packs, rules, parameters, word lists, waivers.

``files`` and ``toml_places`` read, ``discovery`` finds, ``reading`` and ``names`` check,
``settings`` tells what holds for one document; ``waivers`` and ``waiving`` are about accepted gaps.
"""
