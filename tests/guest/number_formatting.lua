-- How numbers become text: tostring, concatenation, %d %g %x and friends.
for _, n in ipairs { 0, -0.0, 1, -1, 1.0, -1.0, 0.5, 1e10, 1e14, 1e15, 1e16, 1e17, 1e100, 123.456, 1/3,
                     -1e-5, 1e-4, 1.5e300, 2^24, 2^31, 2^53, 2^63, 2^64, 5e-324, 1.7976931348623157e308,
                     3.14159265358979, 100000000000000, 1e14 + 0.5, 123456789.123, 0.1 + 0.2 } do
  print(n, tostring(n), n .. "", math.type(n))
end
print(1/0, -1/0, math.huge, -math.huge)
print(math.maxinteger, math.mininteger, math.maxinteger + 0.0, math.mininteger + 0.0)
print(10 .. "", 10.0 .. "", -10 .. "", 1e3 .. "|" .. 1000)

print("-- string.format on numbers")
print(string.format("%d %5d|%-5d|%05d|%+d|% d", 42, 42, 42, 42, 42, 42))
print(string.format("%d %d", 3.0, -3.0), string.format("%d", "10"), string.format("%i", 7))
print(string.format("%x %X %#x %o %#o", 255, 255, 255, 8, 8), string.format("%x", -1))
print(string.format("%c%c%c", 76, 117, 97))
print(string.format("%e %E %.3e %10.2e|", 12345.678, 12345.678, 12345.678, 12345.678))
print(string.format("%f %.0f %.1f %10.3f| %-10.3f| %+.2f %#.0f", 3.14159, 2.5, 0.05, 3.14159, 3.14159, 2.0, 3.0))
print(string.format("%g %g %g %g %g %G", 100000, 1000000, 1e-4, 1e-5, 0.1, 1e-10))
print(string.format("%.3g %.10g %#g %5g| %-8g|", 3.14159, 3.14159, 1.0, 1.5, 1.5))
print(string.format("%a %.2a %A", 0.5, 1.0, 255.5))
print(string.format("%5.1f|%-8d|%08.3f|%+5d|%x", -2.25, -7, -3.14159, 3, 3735928559))
print(string.format("%.20f", 0.1), string.format("%.99f", 1/3):sub(1, 30))
print(string.format("%5s%%|%3d%%", "ab", 50))
