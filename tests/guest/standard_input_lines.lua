-- stdin: b 2\na 1\nc 3\n\nb 5\n
-- io.lines over standard input, with and without formats.
local sums, names = {}, {}
for line in io.lines() do
  local name, n = line:match "^(%a+) (%d+)$"
  if name then
    if not sums[name] then names[#names + 1] = name end
    sums[name] = (sums[name] or 0) + math.tointeger(tonumber(n))
  else
    print("skipped", #line)
  end
end
table.sort(names)
for _, name in ipairs(names) do print(name, sums[name]) end
print(io.read(), io.read "a")
