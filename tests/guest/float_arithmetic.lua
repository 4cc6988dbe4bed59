-- Floats: infinities, NaN, signed zero, floor division and modulo.
local inf, nan = 1 / 0, 0 / 0
local function show(...)
  local t = table.pack(...)
  for i = 1, t.n do
    -- The sign of NaN is not the language's business.
    t[i] = t[i] ~= t[i] and "nan" or tostring(t[i])
  end
  print(table.concat(t, " "))
end

show(inf, -inf, nan, -nan, 0.0, -0.0)
show(1 // 0.0, -1 // 0.0, 0.0 // 0.0, 1 % 0.0, 1.5 // 0, -1.5 // 0)
show(5 % inf, -5 % inf, 5 % -inf, -5 % -inf, inf % 5, 0.0 % inf)
show(5 // inf, -5 // inf, inf // 1, -inf // 2)
show(5.5 // 2, -5.5 // 2, 5.5 // -2, 5.5 % 2, -5.5 % 2, 5.5 % -2, -5.5 % -2)
show(0.1 + 0.2, 0.1 + 0.2 == 0.3, 1e15, 1e16, 1e100, 123456789012345.0)
show(1e308 * 10, -1e308 * 10, 5e-324, 5e-324 / 2, 2^-1074, 2^1023 * 1.9999)
show(3.0, 3.5, -3.0, 1e2, 1e14, 1e15, 2^53, 2^63, -2^63)
show(100 * 1.0, 1e300 * 1e10, 0.1, 1 / 3, 2 / 3, 22 / 7)

print("-- comparisons")
show(nan == nan, nan ~= nan, nan < nan, nan <= nan, nan > 1, 1 > nan, not (nan < 1))
show(0.0 == -0.0, 1 / 0.0 == 1 / -0.0, inf == inf, -inf < inf, inf > math.maxinteger)
show(1 == 1.0, 1 < 1.5, 2 > 1.5, "1" == 1, 0 == -0)
show(2^53 == 2^53 + 1, math.maxinteger < 2^63, math.maxinteger + 0.0 == 2^63, math.maxinteger == 2^63)
show(math.mininteger == -2^63, math.mininteger <= -2^63, math.mininteger < -2^63, -2^63 < math.mininteger)
show(9007199254740993 < 9007199254740992.0, 9007199254740993 == 9007199254740992.0,
     9007199254740993 > 9007199254740992.0, 9007199254740992.0 < 9007199254740993)
show(math.maxinteger < inf, math.mininteger > -inf, math.maxinteger < nan, math.maxinteger >= nan)

print("-- conversions")
show(math.tointeger(3.0), math.tointeger(3.5), math.tointeger(2^63), math.tointeger(-2^63), math.tointeger("8"))
show(math.floor(3.7), math.floor(-3.7), math.ceil(3.2), math.ceil(-3.2), math.floor(1e100))
show(3 | 0, 3.0 | 0, pcall(function() return 3.5 | 0 end))
show(string.format("%.17g", 0.1), string.format("%.14g", 0.1), string.format("%a", 1.0), string.format("%g", 1e20))

print("-- accumulated")
local sum = 0.0
for i = 1, 1000 do sum = sum + 1 / i end
show(string.format("%.12f", sum))
local x = 1.0
for _ = 1, 60 do x = (x + 2 / x) / 2 end
show(x == math.sqrt(2) or math.abs(x - math.sqrt(2)) < 1e-15)
