-- A traversal continues after its current entry was removed and the table was rebuilt because others were added.
local function fill(t, from, to) for i = from, to do t["key" .. i] = i end end
local function clear(t, from, to) for i = from, to do t["key" .. i] = nil end end
for _, size in ipairs { 1, 2, 5, 8, 33 } do
  local t, seen, made = {}, 0, 0
  fill(t, 1, size)
  for k, v in pairs(t) do
    seen = seen + 1
    if made < 300 then
      made = made + 50
      t[k] = nil
      fill(t, 1000 + made, 1040 + made)
      clear(t, 1000 + made, 1040 + made)
      fill(t, 1, size // 2)
      t[k] = nil
    end
    assert(type(k) == "string" and type(v) == "number")
    if seen > 10000 then error "endless" end
  end
  local key, steps = next(t), 0
  while key and steps < 1000 do
    local gone = key
    t[gone] = nil
    for i = 1, 9 do t[gone .. i] = true t[gone .. i] = nil end
    key = next(t, gone)
    steps = steps + 1
  end
  print(size, seen >= 1, key, steps <= size * 2 + 2)
end
-- of integers, in both parts, and floats
local t = {}
for i = 1, 32 do t[i] = i t[i + 0.5] = i t[-i] = i end
local seen = 0
for k in pairs(t) do
  seen = seen + 1
  if seen < 40 then
    t[k] = nil
    for i = 1, 20 do t["x" .. seen .. i] = 1 end
    for i = 1, 20 do t["x" .. seen .. i] = nil end
  end
end
print(seen >= 32)
-- of an object that is a key, and gone
t = {}
for i = 1, 16 do t[{}] = i end
for k in pairs(t) do
  t[k] = nil
  for i = 1, 40 do t[i + 0.25] = true end
  for i = 1, 40 do t[i + 0.25] = nil end
end
print "ended"
-- a key that never was in the table
print(pcall(next, {}, "absent"))
print(pcall(next, { a = 1, 2, 3 }, 3))
print(pcall(next, { a = 1, 2, 3 }, 0 / 0))
print(pcall(function() for k in next, { a = 1 }, "b" do print(k) end end))
