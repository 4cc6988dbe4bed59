-- Word frequency, anagrams, palindromes, concordance, title case, Markov chain, soundex.
local text = [[
It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of
incredulity, it was the season of Light, it was the season of Darkness, it was
the spring of hope, it was the winter of despair.
]]
local counts, order = {}, {}
for w in text:lower():gmatch "%a+" do
  if not counts[w] then counts[w] = 0 order[#order + 1] = w end
  counts[w] = counts[w] + 1
end
table.sort(order, function(a, b) if counts[a] ~= counts[b] then return counts[a] > counts[b] end return a < b end)
for i = 1, 8 do print(("%-8s %2d %s"):format(order[i], counts[order[i]], ("*"):rep(counts[order[i]]))) end
print(#order, select(2, text:gsub("%S+", "")), select(2, text:gsub("\n", "")), #text)

local groups, keys = {}, {}
for w in ("listen silent enlist google elbow below state taste cat act tac dog"):gmatch "%a+" do
  local c = {} for ch in w:gmatch "." do c[#c + 1] = ch end table.sort(c) local k = table.concat(c)
  if not groups[k] then groups[k] = {} keys[#keys + 1] = k end table.insert(groups[k], w)
end
for _, k in ipairs(keys) do if #groups[k] > 1 then table.sort(groups[k]) io.write(table.concat(groups[k], "/"), " ") end end print()
local function palindrome(s) s = s:lower():gsub("%A", "") return s == s:reverse() end print(palindrome "A man, a plan, a canal: Panama", palindrome "Not this one", palindrome "")
local index = {} local n = 0 for line in text:gmatch "[^\n]+" do n = n + 1 for w in line:lower():gmatch "%a+" do index[w] = index[w] or {} if index[w][#index[w]] ~= n then table.insert(index[w], n) end end end
for _, w in ipairs { "was", "epoch", "season", "winter" } do print(w, table.concat(index[w], ",")) end
print((("the quick-brown fox's tale"):gsub("(%a)([%w']*)", function(a, b) return a:upper() .. b end)))
local chain = {} local prev = "" for w in text:gmatch "%S+" do chain[prev] = chain[prev] or {} table.insert(chain[prev], w) prev = w end
local seed, word, out = 7, "", {} for _ = 1, 20 do local c = chain[word] if not c then break end seed = (seed * 1103515245 + 12345) % 2147483648 word = c[seed % #c + 1] out[#out + 1] = word end print(table.concat(out, " "))
local codes = { b = 1, f = 1, p = 1, v = 1, c = 2, g = 2, j = 2, k = 2, q = 2, s = 2, x = 2, z = 2, d = 3, t = 3, l = 4, m = 5, n = 5, r = 6 }
local function soundex(w) w = w:lower() local s, last = w:sub(1, 1):upper(), codes[w:sub(1, 1)] for c in w:sub(2):gmatch "." do local k = codes[c] if k and k ~= last then s = s .. k end if c ~= "h" and c ~= "w" then last = k end end return (s .. "000"):sub(1, 4) end print(soundex "Robert", soundex "Rupert", soundex "Ashcraft", soundex "Tymczak", soundex "Pfister", soundex "Honeyman")
local function plural(w) if w:find "[sxz]$" or w:find "[cs]h$" then return w .. "es" elseif w:find "[^aeiou]y$" then return w:sub(1, -2) .. "ies" end return w .. "s" end print(plural "cat", plural "box", plural "church", plural "city", plural "day")
local function number(n) local ones = { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen" } local tens = { "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety" } if n < 20 then return ones[n] or "zero" elseif n < 100 then return tens[n // 10] .. (n % 10 > 0 and "-" .. ones[n % 10] or "") elseif n < 1000 then return ones[n // 100] .. " hundred" .. (n % 100 > 0 and " and " .. number(n % 100) or "") end return number(n // 1000) .. " thousand" .. (n % 1000 > 0 and " " .. number(n % 1000) or "") end
local ok, e = pcall(number, 342) print(ok, (e:gsub("^.-:%d+: ", ""))) do local function number2(n) return n < 10 and ("d" .. n) or number2(n // 10) .. "," .. number2(n % 10) end print(number2(1234)) end
