-- Numeric for: steps, floats, overflow, limits that are not integers, errors.
local function run(a, b, c)
  local out, n = {}, 0
  for i = a, b, c or 1 do
    n = n + 1
    if n > 12 then out[#out + 1] = "..." break end
    out[#out + 1] = tostring(i)
  end
  print(a, b, c, "=>", table.concat(out, " "))
end
run(1, 5) run(5, 1) run(5, 1, -1) run(1, 1) run(1, 10, 3) run(10, 1, -4) run(0, -1) run(1, 0)
run(1.0, 3) run(1, 3.5) run(1, 2.999) run(1, 0.5) run(0.0, 1, 0.25) run(1, 0, -0.25) run(1, 3, 1.0) run(1.5, 4)
run(3, 1.5, -1) run(-1, -3.5, -1) run(1, -0.0) run(-3, -0.5)
run(math.maxinteger - 2, math.maxinteger) run(math.mininteger + 2, math.mininteger, -1)
run(math.maxinteger - 1, math.huge) run(1, math.huge) run(1, -math.huge) run(-1, -math.huge, -1) run(math.mininteger, math.mininteger)
run(math.maxinteger, math.maxinteger, 2) run(math.maxinteger - 5, math.maxinteger, 4) run(math.mininteger, math.maxinteger, math.maxinteger)
run(1, 2^53) run(1, 1e100) run(1, -1e100) run(1, 0/0) run(0/0, 1) run(1, 3, 0/0)
run(0.1, 1, 0.3) run(math.huge, 1, -1) run(3, 2^63) run(1e15, 1e15 + 2)

print("-- the control variable is a copy")
for i = 1, 3 do local j = i; i = i * 10; io.write(j, ":", i, " ") end print()
local limit = 3
for i = 1, limit do limit = 10; io.write(i, " ") end print(limit)
local calls = 0
local function bound() calls = calls + 1; return 3 end
for _ = 1, bound() do end print("bound evaluated", calls)

print("-- nested, break, closures")
for i = 1, 3 do for j = i, 3 do if j == 3 and i == 2 then break end io.write(i, j, " ") end end print()
local last
for i = 1, 10 do if i * i > 50 then last = i break end end print(last)

print("-- errors")
for _, f in ipairs {
  function() for i = "a", 2 do end end, function() for i = 1, "x" do end end, function() for i = 1, 2, {} do end end,
  function() for i = 1, 2, 0 do end end, function() for i = 1.0, 2, 0.0 do end end, function() for i = nil, 1 do end end,
  function() for i = 1, nil do end end, function() for i = 1, 10, nil do end end, function() for i = "1", 2 do end end,
  function() for i = 1, "10" do end end, function() for i = 1, 2, "1" do end end, function() for i = true, 2 do end end,
} do print(select(2, pcall(f))) end
