-- Heddle has no C-call boundary: callbacks of library functions may yield.
-- (lua5.4 refuses these, hence the .expected file.)
local yield = coroutine.yield
local function drive(f)
  local co, out = coroutine.create(f), {}
  local r = table.pack(coroutine.resume(co))
  while coroutine.status(co) ~= "dead" do
    out[#out + 1] = tostring(r[2])
    r = table.pack(coroutine.resume(co, #out))
  end
  for i = 1, r.n do r[i] = tostring(r[i]) end
  print(table.concat(out, " ") .. " | " .. table.concat(r, " "))
end

drive(function()
  local t = { 3, 1, 2 }
  local compared = 0
  table.sort(t, function(a, b)
    compared = compared + 1
    if compared == 1 then yield "in sort" end
    return a < b
  end)
  return table.concat(t, ",")
end)
drive(function() return (("abc"):gsub(".", function(c) return c .. yield(c) end)) end)
drive(function() return tostring(setmetatable({}, { __tostring = function() return "made " .. yield "in tostring" end })) end)
drive(function() return string.format("<%s>", setmetatable({}, { __tostring = function() return "s" .. yield "in format" end })) end)
drive(function()
  local pieces = { "return ", "6 * 7" }
  local i = 0
  return load(function() i = i + 1; yield("piece" .. i); return pieces[i] end)()
end)
drive(function()
  local t = setmetatable({}, { __index = function(_, i) if i <= 2 then return yield("ipairs" .. i) end end })
  local sum = 0
  for _, v in ipairs(t) do sum = sum + v end
  return sum
end)
drive(function()
  local t = setmetatable({}, { __len = function() yield "len"; return 2 end, __index = function(_, i) yield("get" .. i); return i * 10 end })
  return table.unpack(t)
end)
drive(function()
  package.preload.yielding_module = function() return { value = yield "in require" } end
  return require("yielding_module").value
end)
