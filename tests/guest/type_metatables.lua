-- Metatables of nil, booleans, numbers, functions and threads: one for each type.
local thread = coroutine.create(function() end)
local samples = { { "nil", nil }, { "boolean", true }, { "boolean", false }, { "number", 5 }, { "number", 2.5 }, { "function", print }, { "function", function() end }, { "thread", thread } }
local function kind(v) return type(v) end
local function meta_for(name)
  local meta = { __name = "my " .. name, __index = function(v, k) return name .. "." .. tostring(k) end, __newindex = function(v, k, x) io.write("set ", name, ".", tostring(k), "=", tostring(x), " ") end, __len = function(v) return "length of " .. name end, __unm = function(v) return "minus " .. name end, __bnot = function(v) return "not " .. name end, __concat = function(a, b) return kind(a) .. ".." .. kind(b) end, __lt = function(a, b) return true end, __le = function(a, b) return true end, __eq = function() return true end, __close = function(v) io.write("closed ", name, " ") end, __pairs = function(v) return function(_, k) if not k then return 1, name end end, v, nil end }
  for _, event in ipairs { "add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr" } do meta["__" .. event] = function(a, b) return event .. " " .. kind(a) .. " " .. kind(b) end end
  if name ~= "function" then meta.__call = function(v, ...) return "called " .. name, ... end end
  return meta
end
local function try(title, f) local r = table.pack(pcall(f)) for i = 1, r.n do r[i] = tostring(r[i]) end print(title, table.concat(r, " ", 1, r.n)) end

local function every(v)
  try("index", function() return v.field, v[1], v:method() end)
  try("newindex", function() v.x = 1 v[true] = 2 return "done" end)
  try("call", function() return v(1, 2) end)
  try("length", function() return #v end) try("unary", function() return -v, ~v end)
  try("arithmetic", function() return v + {}, {} - v, v * nil, v / {}, v % {}, v ^ {}, v // {} end)
  try("bits", function() return v & {}, {} | v, v ~ {}, v << {}, v >> {} end)
  try("concat", function() return v .. {}, {} .. v end)
  try("compare", function() return v < {}, v <= {}, {} > v end) try("equal", function() return v == {}, v == v, v ~= 1 end)
  try("close", function() local x <close> = v return "body" end) try("pairs", function() for a, b in pairs(v) do return a, b end end)
  try("argument", function() string.rep({}, v) end) try("set", function() return getmetatable(v) ~= nil end)
end

for _, sample in ipairs(samples) do
  local name, v = sample[1], sample[2]
  print("==", name, tostring(name == "function" or name == "thread" or v))
  debug.setmetatable(v, meta_for(name)) every(v)
  debug.setmetatable(v, nil) print("removed", getmetatable(v)) every(v)
end

debug.setmetatable(1, { __tostring = function(n) return "n" end }) print(1, 2.5, tostring(3), "x" .. 1, string.format("%s %d", 1, 1), table.concat({ 1, 2 })) io.write(1, "\n") debug.setmetatable(1, nil)
debug.setmetatable(nil, { __tostring = function() return "nothing" end, __index = function() return nil end }) print(nil, tostring(nil), (nil).a) local a a = a.b.c.d print(a) debug.setmetatable(nil, nil)
debug.setmetatable(true, { __tostring = function(b) return b and "yes" or "no" end, __index = { negate = function(b) return not b end } }) print(true, false, (true):negate(), (false):negate()) debug.setmetatable(true, nil)
debug.setmetatable(print, { __index = { curry = function(f, x) return function(...) return f(x, ...) end end }, __mul = function(f, g) return function(...) return f(g(...)) end end, __concat = function(f, g) return "composed" end }) print((function(x, y) return x + y end):curry(1)(2), (math.abs * math.floor)(-2.5), print .. 1) print(pcall(string.rep)) debug.setmetatable(print, nil)
debug.setmetatable(thread, { __index = coroutine, __call = coroutine.resume }) local co = coroutine.create(function(x) local y = coroutine.yield(x + 1) return y * 2 end) print(co:status(), co(1)) print(co:resume(21)) print(co:status()) debug.setmetatable(thread, nil)
print(pcall(debug.setmetatable)) print(pcall(debug.setmetatable, 1)) print(pcall(debug.setmetatable, 1, 2)) print(select("#", debug.setmetatable(nil, nil)), debug.setmetatable(5, nil)) print(getmetatable(1), getmetatable(nil), getmetatable(print), getmetatable(thread), getmetatable(true))
