-- JSON: parse, print, round trip, errors with positions.
local escapes = { ['"'] = '"', ["\\"] = "\\", ["/"] = "/", b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }
local names = { ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ['"'] = '\\"', ["\\"] = "\\\\" }
local null = setmetatable({}, { __tostring = function() return "null" end })

local function parse(text)
  local at = 1
  local value
  local function fail(what) error(("%s at %d"):format(what, at), 0) end
  local function skip() at = text:find("%S", at) or #text + 1 end
  local function expect(c) if text:sub(at, at) ~= c then fail("expected '" .. c .. "'") end at = at + 1 end
  local function string_()
    expect '"'
    local out = {}
    while true do
      local stop = text:find('["\\%c]', at) or fail "unfinished string"
      out[#out + 1] = text:sub(at, stop - 1)
      at = stop
      local c = text:sub(at, at)
      at = at + 1
      if c == '"' then return table.concat(out) end
      if c ~= "\\" then at = at - 1; fail "control character" end
      local e = text:sub(at, at)
      at = at + 1
      if e == "u" then
        local hex = text:match("^%x%x%x%x", at) or fail "bad \\u"
        at = at + 4
        out[#out + 1] = utf8.char(tonumber(hex, 16))
      else
        out[#out + 1] = escapes[e] or fail "bad escape"
      end
    end
  end
  local function list(close, item)
    at = at + 1
    skip()
    if text:sub(at, at) == close then at = at + 1 return end
    while true do
      item()
      skip()
      local c = text:sub(at, at)
      if c == close then at = at + 1 return end
      if c ~= "," then fail("expected ',' or '" .. close .. "'") end
      at = at + 1
      skip()
    end
  end
  local words = { ["true"] = true, ["false"] = false, null = null }
  function value()
    skip()
    local c = text:sub(at, at)
    if c == "{" then
      local t = {}
      list("}", function() local k = string_() skip() expect ":" t[k] = value() end)
      return t
    elseif c == "[" then
      local t = { n = 0 }
      list("]", function() t.n = t.n + 1 t[t.n] = value() end)
      return t
    elseif c == '"' then
      return string_()
    end
    local word = text:match("^%a+", at)
    if word and words[word] ~= nil then at = at + #word return words[word] end
    local number = text:match("^-?%d+%.?%d*[eE]?[+-]?%d*", at) or fail "unexpected character"
    at = at + #number
    return tonumber(number) or fail "bad number"
  end
  local v = value()
  skip()
  if at <= #text then fail "trailing text" end
  return v
end

local function write(v)
  if type(v) == "string" then return '"' .. v:gsub('[%c"\\]', function(c) return names[c] or ("\\u%04x"):format(c:byte()) end) .. '"' end
  if type(v) ~= "table" or v == null then return tostring(v) end
  local out = {}
  if v.n then
    for i = 1, v.n do out[i] = write(v[i]) end
    return "[" .. table.concat(out, ",") .. "]"
  end
  local keys = {}
  for k in pairs(v) do keys[#keys + 1] = k end
  table.sort(keys)
  for i, k in ipairs(keys) do out[i] = write(k) .. ":" .. write(v[k]) end
  return "{" .. table.concat(out, ",") .. "}"
end

for _, text in ipairs {
  "1", "-2.5e3", '"a\\n\\"b\\u0041\\u20ac"', "[]", "{}", "[1, [2, [3]], {}]", '{"b": true, "a": [null, false], "c": {"d": "e"}}',
  "", "[1,", "[1 2]", '{"a" 1}', '{"a":}', "tru", '"open', '"bad \\x"', "1 2", "{1:2}", '"\n"', "[,]", '{"k": [1, {"m": "v"}], "z": -0.5}',
} do
  local ok, v = pcall(parse, text)
  print(text, ok and write(v) or v)
  if ok then assert(write(parse(write(v))) == write(v)) end
end
local rows = { n = 0 }
for i = 1, 50 do rows.n = i; rows[i] = { id = i, name = "row " .. i, tags = { n = 2, "t" .. i % 3, "x" } } end
local text = write(rows)
print(#text, write(parse(text)) == text)
