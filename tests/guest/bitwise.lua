-- Bitwise operators on integers and integral floats; strings are refused.
print(5 & 3, 5 | 3, 5 ~ 3, ~5, ~0, ~-1, 0xff & ~0xf)
print(1 << 0, 1 << 62, 1 << 63, 1 << 64, 1 << 100, -1 >> 1, -1 >> 63, -1 >> 64, -1 << 64)
print(1 << -1, 2 >> -1, 8 << -3, 1 >> -63, 1 << math.mininteger, 1 >> math.mininteger, 1 << math.maxinteger)
print(0x5555555555555555 ~ 0xaaaaaaaaaaaaaaaa, math.maxinteger ~ math.mininteger, math.mininteger >> 63)
print(3.0 & 1, 2^53 | 1, 7 & 3.0, -1.0 >> 60)
print(1 | 2 ~ 3 & 4 << 1, (1 | 2) ~ 3, 1 << 2 << 3, 256 >> 2 >> 1, ~1 + 1, -1 & 0xff)
print(~~7, - ~7, ~ -7, not ~0)

print("-- errors")
local cases = {
  function() return 1.5 & 1 end,
  function() return 1 | 2^64 end,
  function() return 1 << "a" end,
  function() return {} ~ 1 end,
  function() return ~nil end,
  function() local x = 0.5; return x | 1 end,
  function() local t = {x = 1.25}; return t.x & 1 end,
  function() return "1.5" & 1 end,
  function() return "7" & 3 end,
  function() local x = "0x10"; return ~x end,
  function() return 1 & (1/0) end,
  function() return "abc" >> 1 end,
  function() local s = {} ; return 1 & s end,
}
for _, f in ipairs(cases) do print(select(2, pcall(f))) end

print("-- a population count, a byte swap, a hash")
local function popcount(x)
  local n = 0
  while x ~= 0 do n = n + (x & 1); x = x >> 1 end
  return n
end
print(popcount(0), popcount(255), popcount(-1), popcount(0x8000000000000001))
local function swap32(x)
  return (x & 0xff) << 24 | (x & 0xff00) << 8 | (x >> 8) & 0xff00 | (x >> 24) & 0xff
end
print(string.format("%08x %08x", swap32(0x12345678), swap32(swap32(0xdeadbeef))))
local function fnv(s)
  local h = 0xcbf29ce484222325
  for i = 1, #s do h = (h ~ s:byte(i)) * 0x100000001b3 end
  return string.format("%016x", h)
end
print(fnv(""), fnv("a"), fnv("foobar"))
local function crc32(s)
  local crc = 0xffffffff
  for i = 1, #s do
    crc = crc ~ s:byte(i)
    for _ = 1, 8 do crc = (crc >> 1) ~ (0xedb88320 & -(crc & 1)) end
  end
  return ~crc & 0xffffffff
end
print(string.format("%08x", crc32("123456789")), string.format("%08x", crc32("")))
