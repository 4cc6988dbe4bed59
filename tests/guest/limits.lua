-- Limits, with the original's messages: registers, results, the stack, and the stack while its overflow is handled.
local function message(...)
  local text = tostring((select(2, ...)))
  print((text:gsub("^.-:%d+: ", "")), (...))
end
local function registers(source)
  local f, text = load(source)
  print(f ~= nil, text and text:find("needs too many registers", 1, true) ~= nil)
end
registers("a = f(x" .. (",x"):rep(260) .. ")")
registers("local a = f({ 1, 1 }" .. (", 1"):rep(300) .. ")")
print(load("return { x" .. (", x"):rep(1000) .. "}") ~= nil, load("return f(x" .. (", x"):rep(248) .. ")") ~= nil)
print(load("return " .. ("f("):rep(150) .. "1" .. (")"):rep(150)) ~= nil)
local names = {}
for i = 1, 200 do names[i] = "v" .. i end
local declared = "local " .. table.concat(names, ", ")
print(load(declared .. " return v1 + f(v2, v3, { v4, v5, v6 }) .. v7 .. f(f(v8))") ~= nil)
message(load(declared .. ", v201"))
registers(declared .. " return f(" .. ("f(1, 2, 3, "):rep(20) .. "1" .. (")"):rep(21))

local long = ("x"):rep(1000001)
message(pcall(function() return select("#", long:byte(1, -1)) end))
message(pcall(function() return select("#", utf8.codepoint(long, 1, -1)) end))
message(pcall(function() return select("#", string.unpack(("b"):rep(1000001), long)) end))
message(pcall(function() return select("#", table.unpack({}, 1, 1000001)) end))
message(pcall(function() return select("#", table.unpack({}, 1, 999999)) end))
message(pcall(function() return select("#", table.unpack({}, 1, 900000)) end))
message(pcall(function() return select("#", table.unpack({}, math.mininteger, math.maxinteger)) end))
message(pcall(function() for i = 999900, 1000000 do table.unpack({}, 1, i) end end))
message(pcall(coroutine.wrap(function() return select("#", table.unpack({}, 1, 900000)) end)))

local function loop(n) return 1 + loop(n) end
for _ = 1, 3 do
  message(xpcall(loop, function(m) return m end))
  print(pcall(loop) == false)
  print(xpcall(loop, function() return pcall(loop) end))
  message(xpcall(loop, function() return select(2, pcall(loop)) end))
  message(xpcall(error, function() return select(2, pcall(loop)) end))
  message(xpcall(loop, loop))
  print(xpcall(loop, function()
    return select(2, xpcall(error, function() return math.sin(0) end))
  end))
end
