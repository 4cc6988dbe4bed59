-- Integers: wrap-around, floor division and modulo, mixed operands.
local max, min = math.maxinteger, math.mininteger

print("-- wrap-around")
print(max + 1 == min, min - 1 == max, -min == min)
print(max * 2, min * 2, min * -1, max * max)
print(0x7fffffffffffffff, 0xffffffffffffffff, 0x1ffffffffffffffff)
print(9223372036854775807, 9223372036854775808, -9223372036854775808)

print("-- floor division and modulo, all signs")
for _, pair in ipairs { {7, 3}, {-7, 3}, {7, -3}, {-7, -3}, {6, 3}, {-6, 3}, {0, 5}, {0, -5}, {1, max}, {-1, max} } do
  local a, b = pair[1], pair[2]
  print(a, b, a // b, a % b, (a // b) * b + a % b == a)
end
print(min // -1, min % -1, max // -1, max % -1, max // min, max % min, min // max, min % max)

print("-- division by zero")
print(pcall(function() return 1 // 0 end))
print(pcall(function() return 1 % 0 end))
local zero = 0
print(pcall(function() return max // zero end))
print(pcall(function() return min % zero end))
print(pcall(function(a, b) return a // b end, 5, 0))

print("-- '/' and '^' always give floats")
print(4 / 2, 7 / 2, 2 ^ 2, 2 ^ -1, 2 ^ 63, 2 ^ 0.5 == math.sqrt(2), (-8) ^ (1 / 3) ~= (-8) ^ (1 / 3))
print(math.type(4 / 2), math.type(4 // 2), math.type(2 ^ 2), math.type(4 // 2.0))

print("-- mixed operands")
print(1 + 1.0, 1 - 1.0, 2 * 1.5, 7 // 2.0, 7 % 2.5, -7 % 2.5, 7 % -2.5)
print(max + 1.0, max + 0.0 == 2^63, max // 1.0, 3 | 0, 3.0 | 0)

print("-- unary minus and precedence")
print(-2 ^ 2, 2 ^ -2, -2 ^ -2, 2 ^ 3 ^ 2, (2 ^ 3) ^ 2, - -3, not nil == true)
print(1 + 2 * 3 - 4 // 3, (1 + 2) * 3, 7 - 3 - 2, 100 // 7 // 2, 2 * 3 % 4)
print(1 .. 2 == "12", "a" .. 1 + 2 .. "b", 1 << 2 + 1, 6 & 3 | 8, 6 ~ 3 & 1)

print("-- constants and variables agree")
local function same(a, b) return a + b, a - b, a * b, a // b, a % b end
print(same(17, 5))
print(17 + 5, 17 - 5, 17 * 5, 17 // 5, 17 % 5)
print(same(-17, 5))
print(-17 + 5, -17 - 5, -17 * 5, -17 // 5, -17 % 5)
