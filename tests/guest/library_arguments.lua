-- Every function of the libraries with arguments of every type: the same errors, in the same words.
-- stress: no
-- With the name of a function as its argument it shows the calls of that one; else a sum of them for each function.
local skipped = {
  ["os.exit"] = true, ["os.execute"] = true, ["os.remove"] = true, ["os.rename"] = true, ["os.tmpname"] = true,
  ["os.clock"] = true, ["os.time"] = true, ["os.getenv"] = true, ["os.date"] = true, ["os.setlocale"] = true,
  ["io.read"] = true, ["io.popen"] = true, ["io.open"] = true, ["io.tmpfile"] = true, ["io.close"] = true,
  ["io.input"] = true, ["io.output"] = true, ["io.write"] = true, ["io.lines"] = true, ["debug.debug"] = true,
  ["_G.print"] = true, ["_G.dofile"] = true, ["_G.loadfile"] = true, ["_G.collectgarbage"] = true,
  ["_G.warn"] = true, ["math.random"] = true, ["math.randomseed"] = true, ["debug.setmetatable"] = true,
  ["debug.getregistry"] = true, ["debug.traceback"] = true, ["package.searchpath"] = true,
  ["package.loadlib"] = true, ["_G.require"] = true, ["debug.setcstacklimit"] = true,
  ["coroutine.yield"] = true, ["coroutine.wrap"] = true, ["debug.sethook"] = true, ["_G.load"] = true,
  ["string.dump"] = true, ["debug.getinfo"] = true, ["coroutine.running"] = true, ["debug.getlocal"] = true,
  ["debug.setlocal"] = true, ["math.atan"] = true, ["math.atan2"] = true, ["debug.gethook"] = true, ["debug.upvalueid"] = true,
}
local nothing = {}
local function values()
  return { nothing, nil, true, 3, -1, 2.5, "abc", "10", {}, { 1, 2, 3 }, math.type,
    coroutine.create(function() end), n = 12 }
end

local function text_of(v)
  local t = math.type(v) or type(v)
  if t == "table" or t == "function" or t == "thread" or t == "userdata" then return t end
  return tostring(v)
end

local function show(...)
  local texts = {}
  for i = 1, select("#", ...) do texts[i] = text_of((select(i, ...))) end
  return (table.concat(texts, " "):gsub("0x%x+", "ADDRESS"))
end

local function try(f, count, chosen)
  return show(pcall(f, table.unpack(chosen, 1, count)))
end

-- All choices of up to three arguments.
local function each_choice(f, name, tell)
  local n = values().n
  local function go(picked, depth)
    local all = values()
    local chosen = {}
    for i = 1, depth do chosen[i] = all[picked[i]] end
    tell(name .. "(" .. table.concat(picked, ",", 1, depth) .. ")", try(f, depth, chosen))
    if depth == 3 then return end
    for i = 2, n do
      picked[depth + 1] = i
      go(picked, depth + 1)
    end
  end
  go({}, 0)
end

local names = {}
for _, library in ipairs { "_G", "string", "table", "math", "utf8", "coroutine", "debug", "os", "io" } do
  for name, f in pairs(_G[library]) do
    local full = library .. "." .. name
    if type(f) == "function" and not skipped[full] then names[#names + 1] = full end
  end
end
table.sort(names)
for _, full in ipairs(names) do
  if not arg[1] or arg[1] == full then
    local library, name = full:match("^(.-)%.(.*)$")
    local sum, calls = 0, 0
    each_choice(_G[library][name], full, function(call, result)
      if arg[1] then print(call, result) end
      calls = calls + 1
      for i = 1, #result do sum = (sum * 31 + result:byte(i)) % 1000000007 end
    end)
    print(full, calls, sum)
  end
end
