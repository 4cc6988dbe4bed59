-- Deep copy, deep equality, serialisation to source and back, cycles, pretty printing.
local function copy(v, seen)
  if type(v) ~= "table" then return v end
  seen = seen or {}
  if seen[v] then return seen[v] end
  local c = {}
  seen[v] = c
  for k, x in pairs(v) do c[copy(k, seen)] = copy(x, seen) end
  return setmetatable(c, getmetatable(v))
end
local function equal(a, b)
  if a == b then return true end
  if type(a) ~= "table" or type(b) ~= "table" then return false end
  for k, v in pairs(a) do if not equal(v, b[k]) then return false end end
  for k in pairs(b) do if a[k] == nil then return false end end
  return true
end
local function keys(t)
  local l = {}
  for k in pairs(t) do l[#l + 1] = k end
  table.sort(l, function(a, b) if type(a) == type(b) then return a < b end return type(a) < type(b) end)
  return l
end
local function source(v, indent)
  if type(v) ~= "table" then return type(v) == "string" and ("%q"):format(v) or tostring(v) end
  indent = indent or ""
  local parts = {}
  for _, k in ipairs(keys(v)) do
    local name = type(k) == "string" and k:match "^[%a_][%w_]*$" and k or "[" .. source(k) .. "]"
    parts[#parts + 1] = indent .. "  " .. name .. " = " .. source(v[k], indent .. "  ")
  end
  if #parts == 0 then return "{}" end
  return "{\n" .. table.concat(parts, ",\n") .. "\n" .. indent .. "}"
end
local data = { 1, 2.5, "three", { nested = { deep = true } }, flag = false, ["with space"] = "q\"uote\n", [10] = "ten", [-1] = "minus", [1.5] = "half" }
print(source(data))
local back = load("return " .. source(data))()
print(equal(data, back), equal(copy(data), data), copy(data) ~= data, copy(data)[4] ~= data[4]) back[4].nested.deep = 1 print(equal(data, back))
local cyc = { name = "loop" } cyc.me = cyc cyc.list = { cyc, { cyc } } local c2 = copy(cyc) print(c2.me == c2, c2.list[1] == c2, c2.list[2][1] == c2, c2 ~= cyc, c2.me.me.me.name)
local P = setmetatable({ x = 1 }, { __index = function(_, k) return k .. "?" end }) print(copy(P).x, copy(P).y, getmetatable(copy(P)) == getmetatable(P))
local function flatten(t, out) out = out or {} for _, v in ipairs(t) do if type(v) == "table" then flatten(v, out) else out[#out + 1] = v end end return out end print(table.concat(flatten { 1, { 2, { 3, { 4 } } }, {}, { { { 5 } } } }, " "))
local function paths(t, prefix, out) out = out or {} for _, k in ipairs(keys(t)) do local p = prefix .. "." .. tostring(k) if type(t[k]) == "table" then paths(t[k], p, out) else out[#out + 1] = p .. "=" .. tostring(t[k]) end end return out end print(table.concat(paths({ a = { b = { c = 1 }, d = 2 }, e = 3 }, "root"), " "))
local function merge(a, b) local r = copy(a) for k, v in pairs(b) do if type(v) == "table" and type(r[k]) == "table" then r[k] = merge(r[k], v) else r[k] = copy(v) end end return r end print(source(merge({ a = 1, b = { c = 2, d = 3 } }, { b = { d = 4, e = 5 }, f = 6 })))
local history = {} local doc = setmetatable({}, { __newindex = function(t, k, v) history[#history + 1] = k .. "=" .. tostring(v) rawset(t, k, v) end }) doc.a = 1 doc.b = 2 doc.a = 3 print(table.concat(history, " "), doc.a) local function track(t) local shadow = t return setmetatable({}, { __index = shadow, __newindex = function(_, k, v) history[#history + 1] = k .. ":" .. tostring(shadow[k]) .. "->" .. tostring(v) shadow[k] = v end, __pairs = function() return next, shadow end }) end local tr = track { x = 1 } tr.x = 2 tr.y = 5 tr.x = nil print(table.concat(history, " ")) for k, v in pairs(tr) do print(k, v) end
