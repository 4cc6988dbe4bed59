-- The utf8 library.
local s = "aé€😀z"
print(utf8.len(s), #s, utf8.len(""), utf8.len("abc"), utf8.len("\xff"), utf8.len(s, 2), utf8.len(s, -1), utf8.len(s, 1, 3))
print(utf8.char(72, 228, 8364, 128512), utf8.char(), #utf8.char(0x7FFFFFFF), utf8.charpattern == "[\0-\x7F\xC2-\xFD][\x80-\xBF]*")
print(utf8.codepoint(s, 1, -1)) print(utf8.codepoint(s), utf8.codepoint(s, 2), utf8.codepoint(s, -1))
for p, c in utf8.codes(s) do io.write(p, ":", c, " ") end print()
print(utf8.offset(s, 1), utf8.offset(s, 2), utf8.offset(s, 3), utf8.offset(s, 5), utf8.offset(s, 6), utf8.offset(s, 7), utf8.offset(s, -1), utf8.offset(s, -2), utf8.offset(s, 0, 3), utf8.offset(s, 1, 4))
for c in s:gmatch(utf8.charpattern) do io.write("[", c, "]") end print()
print(utf8.len("\xF4\x90\x80\x80"), utf8.len("\xF4\x90\x80\x80", 1, -1, true), utf8.len("\u{D800}"), utf8.len("\u{D800}", 1, -1, true), utf8.len("\xC0\x80"), utf8.len("abc\xE4"))
print(pcall(utf8.codepoint, "\xff")) print(pcall(utf8.codepoint, s, 3)) print(pcall(utf8.codepoint, s, 1, 100)) print(pcall(utf8.offset, s, 1, 3)) print(pcall(utf8.offset, s, 1, 100)) print(pcall(utf8.char, -1)) print(pcall(utf8.len, s, 100)) print(pcall(function() for _ in utf8.codes("ab\xff") do end end)) print(pcall(utf8.len)) print(utf8.codepoint("abc", 4, 3))
local function reverse(str) local r = {} for _, c in utf8.codes(str) do table.insert(r, 1, utf8.char(c)) end return table.concat(r) end print(reverse(s), reverse(reverse(s)) == s)
local n = 0 for i = 0, 0x10FFFF, 977 do if i < 0xD800 or i > 0xDFFF then local e = utf8.char(i) assert(utf8.codepoint(e) == i and utf8.len(e) == 1) n = n + #e end end print(n)
