-- Every function of the libraries with arguments at the bounds of what they take, two deep.
-- emulate: no
-- stress: no
-- With a pattern for names as its argument it shows the calls; else a sum of them for each function.
local only = arg[1]
local skipped = {}
for name in ([[os.exit os.execute os.clock os.tmpname os.remove os.rename os.getenv os.time io.read io.lines io.close io.output
  io.input io.open io.popen io.write io.tmpfile debug.debug debug.traceback debug.sethook debug.gethook debug.getregistry
  debug.setmetatable debug.getinfo debug.getlocal debug.setlocal debug.upvalueid _G.collectgarbage _G.dofile _G.loadfile
  _G.load _G.print _G.warn _G.require math.random math.randomseed coroutine.running coroutine.yield package.loadlib
  string.dump math.atan math.atan2 os.setlocale package.searchpath]]):gmatch("%S+") do skipped[name] = true end
local greedy = { ["string.rep"] = true, ["table.concat"] = true, ["table.move"] = true, ["table.unpack"] = true, ["table.insert"] = true, ["table.remove"] = true, ["table.sort"] = true }

local nothing = {}
local function values()
  return { nothing, nil, false, 0, 1, -1, 3, 255, 256, math.maxinteger, math.mininteger, 2 ^ 31 | 0, -0.0, 0.5, 2 ^ 53, 1 / 0, -(0 / 0), "", "abc", "10", " 0x1p4 ", "a\0b", "%", "[", "-", "caf\xc3\xa9", {}, { 1, 2, 3 }, math.type, function(...) return ... end, io.stdout, coroutine.create(function() end), n = 32 }
end

local function text(v)
  local t = math.type(v) or type(v)
  if t == "table" or t == "function" or t == "thread" or t == "userdata" then return t end
  if v ~= v then return "nan" end
  return t .. ":" .. (t == "string" and ("%q"):format(v) or tostring(v))
end

local function show(...)
  local out = {}
  for i = 1, select("#", ...) do out[i] = text((select(i, ...))) end
  return (table.concat(out, " "):gsub("0x%x%x%x%x%x%x+", "ADDRESS"))
end

local names = {}
for _, library in ipairs { "_G", "string", "table", "math", "utf8", "coroutine", "debug", "os", "io", "package" } do
  for name, f in pairs(_G[library]) do
    local full = library .. "." .. name
    if type(f) == "function" and not skipped[full] and (not only or full:find(only)) then names[#names + 1] = full end
  end
end
table.sort(names)

for _, name in ipairs(names) do
  local library, field = name:match("^([^.]+)%.(.*)")
  local f, sum, calls = _G[library][field], 0, 0
  local function try(count, i, j)
    local all = values()
    local first, second = all[i], all[j]
    for _, v in ipairs { first or 0, second or 0 } do if greedy[name] and type(v) == "number" and math.abs(v) > 1e6 then return end end
    if name == "os.date" and (count < 2 or math.type(second) ~= "integer") then return end
    local line = show(pcall(f, table.unpack({ first, second }, 1, count)))
    if only then print(name, show(table.unpack({ first, second }, 1, count)), "=>", line) end
    calls = calls + 1
    for k = 1, #line do sum = (sum * 31 + line:byte(k)) % 2147483647 end
  end
  try(0)
  for i = 2, values().n do try(1, i) for j = 2, values().n do try(2, i, j) end end
  if not only then print(name, calls, sum) end
end
