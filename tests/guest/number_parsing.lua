-- Numerals in source and in strings.
print(3, 3.0, 3., .5, 3e2, 3E2, 3e+2, 3e-2, .5e1, 0x10, 0XfF, 0x.8, 0x8., 0x1p4, 0x1P-2, 0xA.8p1)
print(0xffffffffffffffff, 0x123456789abcdef01, 1e400, 9223372036854775807, 9223372036854775808, 1e1)
print(00012, 1e0, 0e12, 0x0p0, 7 .. 8)

print("-- tonumber on strings")
for _, s in ipairs { "10", " 10 ", "\t10\n", "10a", "1e", "1e1", "0x", "0x1", "-0x1", "- 1", "+1", "--1", "", " ", ".", ".5", "5.",
                     "1_000", "1 2", "0x1p", "0x1p1", "inf", "nan", "1e+", "1e-2", "0b1", "1f", "0x1.8", "1.5.2", "١",
                     "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
                     "0xffffffffffffffffff", "1e308", "1e309", "-1e309", "1\0", "0x.p1", "1e1.0" } do
  print(string.format("%q", s), tonumber(s), math.type(tonumber(s)))
end

print("-- tonumber with a base")
print(tonumber("10", 2), tonumber("ff", 16), tonumber("FF", 16), tonumber("zz", 36), tonumber("-7f", 16), tonumber(" 11 ", 2))
print(tonumber("8", 8), tonumber("12", 2), tonumber("", 10), tonumber("1.0", 10), tonumber("1e1", 16), tonumber("7", 8))
print(tonumber("7fffffffffffffff", 16), tonumber("ffffffffffffffff", 16), tonumber("10000000000000000", 16))
print(pcall(tonumber))
print(tonumber(true), tonumber({}), tonumber("x"), tonumber(5), tonumber(5.5))
print(pcall(tonumber, "10", 1))
print(pcall(tonumber, "10", 37))
print(pcall(tonumber, 10, 10))
print(pcall(tonumber, {}, 10))

print("-- strings as operands")
print("10" + 5, "10" * "2", "3" - 1, "7" / 2, "7" // 2, "7" % 4, "2" ^ 3, -"5", "0x10" + 0, "1e1" + 0, " 5 " + 0)
print("10" + 0 == 10, math.type("10" + 0), math.type("10.0" + 0))
print(10 .. 20, "1" < "2", "10" < "9", "a" < "b", "" < "a", "Z" < "a", "a\0b" < "a\0c", "a" < "a\0")
print(pcall(function() return "abc" + 1 end))
print(pcall(function() return "3.5" | 0 end))
print(pcall(function() return {} + 1 end))
print(pcall(function() return -"x" end))
print(pcall(function() return 1 < "2" end))
