-- A tokenizer, a precedence-climbing parser, an evaluator and a printer.
local function tokens(source)
  local list, at = {}, 1
  while true do
    at = source:find("%S", at)
    if not at then return list end
    local number = source:match("^%d+%.?%d*", at)
    local name = source:match("^[%a_][%w_]*", at)
    local text = number or name or source:sub(at, at)
    list[#list + 1] = { kind = number and "number" or name and "name" or "op", text = text, at = at }
    at = at + #text
  end
end

local levels = { ["="] = 1, ["+"] = 2, ["-"] = 2, ["*"] = 3, ["/"] = 3, ["%"] = 3, ["^"] = 5 }
local right = { ["^"] = true, ["="] = true }

local Parser = {}
Parser.__index = Parser
function Parser.new(source) return setmetatable({ list = tokens(source), i = 1 }, Parser) end
function Parser:peek() local t = self.list[self.i]; return t and t.text, t end
function Parser:take() local t = self.list[self.i]; self.i = self.i + 1; return t end
function Parser:fail(what) local t = self.list[self.i]; error(what .. (t and " near '" .. t.text .. "' at " .. t.at or " at end"), 0) end
function Parser:expect(text) if self:peek() ~= text then self:fail("expected '" .. text .. "'") end self.i = self.i + 1 end
function Parser:primary()
  local text, t = self:peek()
  if not t then self:fail "expected a value" end
  if text == "(" then self:take() local e = self:expression(0) self:expect ")" return e end
  if text == "-" then self:take() return { "neg", self:expression(4) } end
  if t.kind == "number" then self:take() return { "num", tonumber(text) } end
  if t.kind ~= "name" then self:fail "unexpected" end
  self:take()
  if self:peek() ~= "(" then return { "var", text } end
  self:take()
  local args = {}
  while self:peek() ~= ")" do
    args[#args + 1] = self:expression(0)
    if self:peek() ~= ")" then self:expect "," end
  end
  self:take()
  return { "call", text, args }
end
function Parser:expression(limit)
  local left = self:primary()
  while true do
    local op = self:peek()
    local level = op and levels[op]
    if not level or level < limit then return left end
    self:take()
    left = { op, left, self:expression(right[op] and level or level + 1) }
  end
end

local function show(e)
  if e[1] == "num" or e[1] == "var" then return tostring(e[2]) end
  if e[1] == "neg" then return "(-" .. show(e[2]) .. ")" end
  if e[1] == "call" then
    local a = {}
    for i, v in ipairs(e[3]) do a[i] = show(v) end
    return e[2] .. "(" .. table.concat(a, ", ") .. ")"
  end
  return "(" .. show(e[2]) .. " " .. e[1] .. " " .. show(e[3]) .. ")"
end

local env = { pi = 3 }
local functions = { max = math.max, sum = function(...) local s = 0 for _, v in ipairs { ... } do s = s + v end return s end, sq = function(x) return x * x end }
local eval
local rules = {
  num = function(e) return e[2] end,
  var = function(e) return env[e[2]] or error("unknown name " .. e[2], 0) end,
  neg = function(e) return -eval(e[2]) end,
  call = function(e)
    local f = functions[e[2]] or error("unknown function " .. e[2], 0)
    local a = {}
    for i, v in ipairs(e[3]) do a[i] = eval(v) end
    return f(table.unpack(a))
  end,
  ["="] = function(e) if e[2][1] ~= "var" then error("cannot assign to " .. show(e[2]), 0) end env[e[2][2]] = eval(e[3]) return env[e[2][2]] end,
  ["+"] = function(e) return eval(e[2]) + eval(e[3]) end, ["-"] = function(e) return eval(e[2]) - eval(e[3]) end,
  ["*"] = function(e) return eval(e[2]) * eval(e[3]) end, ["/"] = function(e) return eval(e[2]) / eval(e[3]) end,
  ["%"] = function(e) return eval(e[2]) % eval(e[3]) end, ["^"] = function(e) return eval(e[2]) ^ eval(e[3]) end,
}
function eval(e) return rules[e[1]](e) end

for _, line in ipairs {
  "1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "10 - 4 - 3", "100 / 10 / 5", "x = y = 7", "x * y % 5", "max(1, x, sq(3))", "sum()", "sum(1,2,3)", "-(-3)",
  "1 +", "(1", "foo(1)", "zzz", "1 2", "3 = 4", "10 % 0", "sum(1 2)", "* 3", "2 * (3 + 4) - -1", "pi * sq(2)", "7 / 2", "1 $ 2",
} do
  local ok, result = pcall(function()
    local p = Parser.new(line)
    local e = p:expression(0)
    if p:peek() then p:fail "unexpected" end
    return show(e) .. " => " .. tostring(eval(e))
  end)
  print(line, "|", result)
end
