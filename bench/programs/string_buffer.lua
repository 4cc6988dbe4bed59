-- Building strings: repeated concatenation, buffers, formatting, reversing. Usage: string_buffer.lua [N]
local n = tonumber(arg and arg[1]) or 2000
local text = ""
for i = 1, n do
  text = text .. (i % 10)
  if #text > 500 then text = text:sub(251) end
end
local pieces = {}
for i = 1, n do pieces[#pieces + 1] = ("<%d:%s>"):format(i, i % 2 == 0 and "even" or "odd") end
local joined = table.concat(pieces)
local reversed = {}
for i = 1, math.min(n, 2000) do reversed[i] = pieces[i]:reverse() end
local checksum = 0
for i = 1, #joined, 3 do checksum = (checksum * 131 + joined:byte(i)) % 1000000007 end
local keys = {}
for i = 1, n do
  local k = "key" .. i % 97
  keys[k] = (keys[k] or 0) + #pieces[i]
end
print(#text, #joined, #table.concat(reversed, ","), checksum, keys.key1, keys.key96)
print(text:sub(-20), joined:sub(-12), reversed[#reversed])
