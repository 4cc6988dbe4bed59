-- A JSON reader and writer over generated documents. Usage: json_round_trip.lua [RECORDS]
local records = tonumber(arg and arg[1]) or 60

local decode
do
  local text, at
  local escapes = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }
  local value
  local function fail(what) error(what .. " at byte " .. at, 0) end
  local function skip() at = text:find("[^ \t\r\n]", at) or #text + 1 end

  local function read_string()
    local pieces = nil
    local from = at + 1
    while true do
      local stop = text:find('["\\]', from) or fail "unfinished string"
      local piece = text:sub(from, stop - 1)
      if text:byte(stop) == 34 then
        at = stop + 1
        if not pieces then return piece end
        pieces[#pieces + 1] = piece
        return table.concat(pieces)
      end
      pieces = pieces or {}
      local e = text:sub(stop + 1, stop + 1)
      from = stop + 2
      if e == "u" then
        piece = piece .. utf8.char(tonumber(text:sub(from, from + 3), 16))
        from = from + 4
      else
        piece = piece .. (escapes[e] or fail "bad escape")
      end
      pieces[#pieces + 1] = piece
    end
  end

  local function read_object()
    local object = {}
    at = at + 1
    skip()
    if text:byte(at) == 125 then at = at + 1 return object end
    while true do
      if text:byte(at) ~= 34 then fail "key expected" end
      local key = read_string()
      skip()
      if text:byte(at) ~= 58 then fail "':' expected" end
      at = at + 1
      object[key] = value()
      skip()
      local c = text:byte(at)
      at = at + 1
      if c == 125 then return object end
      if c ~= 44 then fail "',' or '}' expected" end
      skip()
    end
  end

  local function read_array()
    local array, n = {}, 0
    at = at + 1
    skip()
    if text:byte(at) == 93 then at = at + 1 return array end
    while true do
      n = n + 1
      array[n] = value()
      skip()
      local c = text:byte(at)
      at = at + 1
      if c == 93 then return array end
      if c ~= 44 then fail "',' or ']' expected" end
    end
  end

  local function read_number()
    local from, to = text:find("^-?%d+%.?%d*[eE]?[-+]?%d*", at)
    if not from then fail "value expected" end
    at = to + 1
    return tonumber(text:sub(from, to)) or fail "bad number"
  end

  local function word(name, v)
    return function()
      if text:sub(at, at + #name - 1) ~= name then fail "value expected" end
      at = at + #name
      return v
    end
  end

  local readers = {
    [34] = read_string, [123] = read_object, [91] = read_array,
    [116] = word("true", true), [102] = word("false", false), [110] = word("null", nil),
  }
  function value()
    skip()
    return (readers[text:byte(at)] or read_number)()
  end
  function decode(source)
    text, at = source, 1
    return value()
  end
end

local function quote(s)
  return '"' .. s:gsub('[%c"\\]', function(c) return ("\\u%04x"):format(c:byte()) end) .. '"'
end

local function encode(v, out)
  local kind = type(v)
  if kind == "string" then
    out[#out + 1] = quote(v)
  elseif kind ~= "table" then
    out[#out + 1] = tostring(v)
  elseif #v > 0 then
    out[#out + 1] = "["
    for i, item in ipairs(v) do
      if i > 1 then out[#out + 1] = "," end
      encode(item, out)
    end
    out[#out + 1] = "]"
  else
    local keys = {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys)
    out[#out + 1] = "{"
    for i, k in ipairs(keys) do
      if i > 1 then out[#out + 1] = "," end
      out[#out + 1] = quote(k) .. ":"
      encode(v[k], out)
    end
    out[#out + 1] = "}"
  end
  return out
end

local function document(n)
  local list = {}
  for i = 1, n do
    list[i] = {
      id = i, name = "record \"" .. i .. "\"", active = i % 3 == 0, score = i / 8,
      tags = { "t" .. i % 5, "group\t" .. i % 7 }, address = { street = i .. " Main St", zip = ("%05d"):format(i * 37) },
    }
  end
  return { kind = "list", items = list }
end

local text = table.concat(encode(document(records), {}))
local size, sum = 0, 0
for _ = 1, 5 do
  local back = decode(text)
  for _, item in ipairs(back.items) do sum = sum + item.score + #item.tags[2] + (item.active and 1 or 0) end
  local again = table.concat(encode(back, {}))
  assert(again == text, "round trip changed the document")
  size = size + #again
end
print(records, size, sum)
