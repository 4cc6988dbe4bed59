-- Floats by %q read back as what they were.
print(string.format("%q %q %q %q %q", 3.0, -0.0, 2 ^ 63, 0.1, 1e300), string.format("%q %q %q %q", 1 / 0, -1 / 0, 0 / 0, math.mininteger))
for _, v in ipairs { 3.0, -0.0, 2 ^ 63, 0.1, 5e-324, 1e300, -2.5 } do assert(load("return " .. string.format("%q", v))() == v) end
