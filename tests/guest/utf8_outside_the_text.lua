-- utf8.codes before the start of a text, utf8.offset of no character.
for _ in utf8.codes "" do error "none" end
print(utf8.codes "abc" ("abc", -5)) print(utf8.offset("xyz", 0), utf8.offset("xyz", 0, 3))
