-- Base64, run lengths, Huffman, LZW, Caesar, CSV, templates, hex dump.
local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
local function encode(s)
  local out = {}
  for i = 1, #s, 3 do
    local a, b, c = s:byte(i, i + 2)
    local n = a << 16 | (b or 0) << 8 | (c or 0)
    for k = 3, 0, -1 do
      local v = (n >> (6 * k)) & 63
      out[#out + 1] = (k == 1 and not b or k == 0 and not c) and "=" or alphabet:sub(v + 1, v + 1)
    end
  end
  return table.concat(out)
end
local function decode(s)
  local bits, n, out = 0, 0, {}
  for ch in s:gmatch "[%w+/]" do
    bits, n = bits << 6 | (alphabet:find(ch, 1, true) - 1), n + 6
    if n >= 8 then n = n - 8 out[#out + 1] = string.char((bits >> n) & 255) end
  end
  return table.concat(out)
end
for _, s in ipairs { "", "f", "fo", "foo", "foob", "fooba", "foobar", "\0\255\16" } do io.write(encode(s), " ") assert(decode(encode(s)) == s) end print()
local function rle(s) return (s:gsub("(.)(%1*)", function(c, r) return (#r > 0 and #r + 1 or "") .. c end)) end
local function unrle(s) return (s:gsub("(%d+)(.)", function(n, c) return c:rep(tonumber(n)) end)) end
print(rle "aaabccddddd", unrle(rle "aaabccddddd"), rle "", rle "abc")

local function huffman(text)
  local counts, nodes = {}, {}
  for c in text:gmatch "." do counts[c] = (counts[c] or 0) + 1 end
  for c, n in pairs(counts) do nodes[#nodes + 1] = { c = c, n = n, name = c } end
  local function order(a, b) if a.n ~= b.n then return a.n > b.n end return a.name > b.name end
  while #nodes > 1 do
    table.sort(nodes, order)
    local a, b = table.remove(nodes), table.remove(nodes)
    nodes[#nodes + 1] = { n = a.n + b.n, left = a, right = b, name = a.name .. b.name }
  end
  local codes = {}
  local function walk(n, path) if n.c then codes[n.c] = path == "" and "0" or path else walk(n.left, path .. "0") walk(n.right, path .. "1") end end
  walk(nodes[1], "")
  return codes, nodes[1], (text:gsub(".", codes))
end
local codes, tree, bits = huffman "abracadabra alakazam"
local names = {} for c in pairs(codes) do names[#names + 1] = c end table.sort(names) for _, c in ipairs(names) do io.write("'", c, "'=", codes[c], " ") end print() print(#bits, bits:sub(1, 24))
local out, n = {}, tree for b in bits:gmatch "." do n = b == "0" and n.left or n.right if n.c then out[#out + 1] = n.c n = tree end end print(table.concat(out))
local function lzw(s) local dict, size, w, r = {}, 256, "", {} for i = 0, 255 do dict[string.char(i)] = i end for c in s:gmatch "." do if dict[w .. c] then w = w .. c else r[#r + 1] = dict[w] dict[w .. c] = size size = size + 1 w = c end end if w ~= "" then r[#r + 1] = dict[w] end return r end
local function unlzw(codes) local dict, size = {}, 256 for i = 0, 255 do dict[i] = string.char(i) end local w = dict[codes[1]] local r = { w } for i = 2, #codes do local e = dict[codes[i]] or w .. w:sub(1, 1) r[#r + 1] = e dict[size] = w .. e:sub(1, 1) size = size + 1 w = e end return table.concat(r) end
local packed = lzw "TOBEORNOTTOBEORTOBEORNOT" print(table.concat(packed, " ")) print(unlzw(packed), #lzw(("ab"):rep(500)))
local function caesar(s, k) return (s:gsub("%a", function(c) local b = c:match "%l" and 97 or 65 return string.char((c:byte() - b + k) % 26 + b) end)) end print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3))
local function csv(line) local r, at = {}, 1 repeat if line:sub(at, at) == '"' then local text, i = "", at repeat local a, b, s, c = line:find('"(.-)"("?)', i) text = text .. s .. c i = b + (c == "" and 1 or 0) at = b + 1 until c == "" r[#r + 1] = text at = (line:find(",", at, true) or #line + 1) + 1 else local stop = line:find(",", at, true) or #line + 1 r[#r + 1] = line:sub(at, stop - 1) at = stop + 1 end until at > #line + 1 return r end
for _, l in ipairs { "a,b,c", '"quoted, comma",plain', '"say ""hi""",x', ",empty,", '"",""' } do local f = csv(l) print(#f, table.concat(f, "|")) end
local function render(template, env) local code = { "local out = {}\n" } local at = 1 while true do local a, b, kind, body = template:find("<%%(=?)(.-)%%>", at) code[#code + 1] = ("out[#out+1] = %q\n"):format(template:sub(at, (a or 0) - 1)) if not a then break end code[#code + 1] = kind == "=" and ("out[#out+1] = tostring(%s)\n"):format(body) or body .. "\n" at = b + 1 end return assert(load(table.concat(code) .. "return table.concat(out)", "=template", "t", setmetatable(env, { __index = _G })))() end
print(render("Hi <%= name %>! <% for i = 1, 3 do %>[<%= i * n %>]<% end %> bye", { name = "Ann", n = 5 })) print(select(2, pcall(render, "<% for %>", {}))) local function dump(s) for i = 1, #s, 8 do local p = s:sub(i, i + 7) print(("%04x  %-24s %s"):format(i - 1, (p:gsub(".", function(c) return ("%02x "):format(c:byte()) end)), (p:gsub("%c", ".")))) end end dump "Hello\nworld\0\1\2 end"
