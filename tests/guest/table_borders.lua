-- The length of tables with holes, where the manual allows several: programs rely on what the original answers.
local function filled(from, to, step)
  local t = {}
  for i = from, to, step or 1 do t[i] = i end
  return t
end
print(#filled(11, 60), #filled(2, 10), #filled(10, 1, -1), #filled(1, 100, 2), #filled(5, 5), #filled(1, 33))
print(#{ nil }, #{ nil, 2 }, #{ 1, nil, 3 }, #{ nil, nil, 3 }, #{ 1, nil, 3, nil }, #{ nil, nil, 3, nil, 5, nil, 7 })
local t = filled(1, 10)
t[5] = nil
print(#t)
t = filled(1, 16)
t[16] = nil
t[8] = nil
print(#t)
t = { 1, 2, 3, nil, 5, nil }
print(#t)
t = { table.unpack({ 1, nil, 3 }, 1, 3) }
print(#t, select("#", table.unpack(t)))
t = filled(1, 8)
for i = 8, 1, -1 do
  t[i] = nil
  io.write(#t, " ")
end
for i = 1, 20 do
  t[#t + 1] = i
  io.write(#t, " ")
end
print()
t = filled(1, 3)
t[2 ^ 53] = true
t[math.maxinteger] = true
print(#t)
local function pack(...) return { ... } end
print(#pack(nil, nil, 1), #pack(1, nil), #pack(nil))
print(#table.pack(nil, 2, nil, 4), #table.move({ 1, 2, 3 }, 1, 3, 5), #table.move({ 1, 2, 3 }, 1, 3, 2, {}))
