"""Makes the fonts of this folder: `python3 subset.py <folder of @expo-google-fonts/inter>`. Needs fontTools."""
import sys
from fontTools import subset
from fontTools.ttLib import TTFont

DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
RANGES = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1E6, 0x1E7),
    (0x1FA, 0x1FF), (0x218, 0x21B), (0x237, 0x237), (0x259, 0x259), (0x2BB, 0x2BC), (0x2C6, 0x2C7), (0x2D8, 0x2DD),
    (0x300, 0x304), (0x306, 0x30C), (0x323, 0x328), (0x370, 0x3CF),  # combining accents, Greek
    (0x400, 0x45F), (0x490, 0x493), (0x49A, 0x49B), (0x4A2, 0x4A3), (0x4AE, 0x4B1), (0x4BA, 0x4BB), (0x4D8, 0x4D9),
    (0x4E8, 0x4E9),  # Cyrillic
    (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EA0, 0x1EF9),  # Welsh, capital sharp s, Vietnamese
    (0x2007, 0x200A), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030),
    (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044), (0x2070, 0x2070), (0x2074, 0x2079), (0x2080, 0x2089),
    (0x20A0, 0x20BF), (0x2113, 0x2113), (0x2116, 0x2116), (0x2122, 0x2122), (0x215B, 0x215E), (0x2190, 0x2193),
    (0x2212, 0x2212), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x25CF, 0x25CF),
    (0x2713, 0x2713), (0xFFFD, 0xFFFD),
]


def make(source: str, target: str) -> None:
    font = TTFont(source)
    # Figures of equal width by default: `7,5` must not be kerned into `75`, and columns must align.
    for table in font['cmap'].tables:
        for value, name in enumerate(DIGITS):
            if 0x30 + value in table.cmap:
                table.cmap[0x30 + value] = f'{name}.tf'
    options = subset.Options()
    options.layout_features = ['kern', 'mark', 'mkmk', 'ccmp']
    options.hinting = False
    options.drop_tables += ['DSIG', 'STAT', 'meta']
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[point for first, last in RANGES for point in range(first, last + 1)])
    subsetter.subset(font)
    font['head'].modified = font['head'].created
    font.recalcTimestamp = False
    font.save(target)


make(f'{sys.argv[1]}/400Regular/Inter_400Regular.ttf', 'inter-400.ttf')
make(f'{sys.argv[1]}/600SemiBold/Inter_600SemiBold.ttf', 'inter-600.ttf')
