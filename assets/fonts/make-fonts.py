#!/usr/bin/env python3
"""Makes the bundled fonts. Needs fontTools (Debian: python3-fonttools).

    make-fonts.py OUT_DIR Inter-Regular.otf Inter-Medium.otf Inter-SemiBold.otf JetBrainsMono-Regular.ttf

JavaFX cannot switch OpenType features on, so the tabular figures of Inter are baked into its character map. Both faces are
cut down to the scripts and signs that the console shows, and renamed, as their licence asks of modified versions.
"""
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x2BC, 0x2BC), (0x2C6, 0x2DD),  # Latin
    (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EF2, 0x1EF3),
    (0x370, 0x3FF),  # Greek
    (0x400, 0x45F), (0x490, 0x493), (0x4AE, 0x4AF),  # Cyrillic
    (0x2002, 0x200B), (0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044), (0x2070, 0x208E),  # punctuation
    (0x20AC, 0x20AC), (0x2116, 0x2122),
    (0x2190, 0x2199), (0x21A9, 0x21AA), (0x21B5, 0x21B5), (0x21BA, 0x21BB), (0x21E7, 0x21E7),  # arrows, keys
    (0x2303, 0x2303), (0x2318, 0x2318), (0x2325, 0x2326), (0x232B, 0x232B), (0x238B, 0x238B), (0x23CE, 0x23CE),
    (0x2200, 0x22FF),  # mathematics
    (0x2500, 0x259F), (0x25A0, 0x25FF),  # boxes, shapes
    (0x2605, 0x2606), (0x26A0, 0x26A0), (0x2713, 0x2717),
]
FAMILIES = {"Inter": "Perfdeck Sans", "JetBrains Mono": "Perfdeck Mono"}
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600}


def tabular(font):
    """Points the digits at the glyphs that the feature `tnum` would put in their place."""
    gsub = font["GSUB"].table
    swaps = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    table = getattr(table, "ExtSubTable", table)
                    swaps.update(getattr(table, "mapping", {}))
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if code in table.cmap:
                table.cmap[code] = swaps.get(table.cmap[code], table.cmap[code])


def rename(font, old, weight):
    family = FAMILIES[old]
    full = family if weight == "Regular" else f"{family} {weight}"
    postscript = family.replace(" ", "") + "-" + weight
    # Every weight is a family of its own, besides the typographic family: JavaFX knows four styles to a family only.
    for identity, text in {1: full, 2: "Regular", 3: postscript, 4: full, 6: postscript, 16: family, 17: weight}.items():
        font["name"].setName(text, identity, 3, 1, 0x409)
        font["name"].setName(text, identity, 1, 0, 0)
    font["OS/2"].usWeightClass = WEIGHTS[weight]
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = postscript
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName, top.Weight = full, family, weight


def make(source, out):
    font = TTFont(source)
    old, weight = source.stem.split("-")
    old = "JetBrains Mono" if old == "JetBrainsMono" else old
    if old == "Inter":
        tabular(font)
    options = subset.Options()
    options.layout_features = ["ccmp", "locl", "mark", "mkmk", "kern"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.hinting = False
    options.desubroutinize = False
    options.notdef_outline = True
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    cut.subset(font)
    rename(font, old, weight)
    target = out / (FAMILIES[old].replace(" ", "") + "-" + weight + source.suffix)
    font.save(target)
    print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    for path in sys.argv[2:]:
        make(Path(path), Path(sys.argv[1]))
