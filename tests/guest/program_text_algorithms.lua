-- Longest common subsequence, edit distance, diff, Knuth-Morris-Pratt, word wrap.
local function lcs(a, b)
  local t = {}
  for i = 0, #a do t[i] = {} for j = 0, #b do t[i][j] = 0 end end
  for i = 1, #a do
    for j = 1, #b do
      if a:byte(i) == b:byte(j) then t[i][j] = t[i - 1][j - 1] + 1 else t[i][j] = math.max(t[i - 1][j], t[i][j - 1]) end
    end
  end
  local out, i, j = {}, #a, #b
  while i > 0 and j > 0 do
    if a:byte(i) == b:byte(j) then out[#out + 1] = a:sub(i, i); i, j = i - 1, j - 1
    elseif t[i - 1][j] >= t[i][j - 1] then i = i - 1 else j = j - 1 end
  end
  return table.concat(out):reverse()
end
print(lcs("AGGTAB", "GXTXAYB"), lcs("nematode knowledge", "empty bottle"), lcs("", "x"), lcs("same", "same"))

local function distance(a, b)
  local prev = {}
  for j = 0, #b do prev[j] = j end
  for i = 1, #a do
    local row = { [0] = i }
    for j = 1, #b do
      row[j] = math.min(prev[j] + 1, row[j - 1] + 1, prev[j - 1] + (a:byte(i) == b:byte(j) and 0 or 1))
    end
    prev = row
  end
  return prev[#b]
end
print(distance("kitten", "sitting"), distance("", "abc"), distance("flaw", "lawn"), distance("intention", "execution"))

local function lines(s) local t = {} for l in (s .. "\n"):gmatch "(.-)\n" do t[#t + 1] = l end return t end
local function diff(a, b)
  local x, y, t = lines(a), lines(b), {}
  for i = #x + 1, 1, -1 do
    t[i] = {}
    for j = #y + 1, 1, -1 do
      if i > #x or j > #y then t[i][j] = 0
      elseif x[i] == y[j] then t[i][j] = t[i + 1][j + 1] + 1
      else t[i][j] = math.max(t[i + 1][j], t[i][j + 1]) end
    end
  end
  local i, j = 1, 1
  while i <= #x or j <= #y do
    if i <= #x and j <= #y and x[i] == y[j] then print("  " .. x[i]) i, j = i + 1, j + 1
    elseif j > #y or (i <= #x and t[i + 1][j] >= t[i][j + 1]) then print("- " .. x[i]) i = i + 1
    else print("+ " .. y[j]) j = j + 1 end
  end
end
diff("one\ntwo\nthree\nfour", "one\n2\nthree\nthree and a half\nfour")

local function kmp(text, pattern)
  local fail, k = { 0 }, 0
  for i = 2, #pattern do
    while k > 0 and pattern:byte(k + 1) ~= pattern:byte(i) do k = fail[k] end
    if pattern:byte(k + 1) == pattern:byte(i) then k = k + 1 end
    fail[i] = k
  end
  local found, q = {}, 0
  for i = 1, #text do
    while q > 0 and pattern:byte(q + 1) ~= text:byte(i) do q = fail[q] end
    if pattern:byte(q + 1) == text:byte(i) then q = q + 1 end
    if q == #pattern then found[#found + 1] = i - q + 1 q = fail[q] end
  end
  return table.concat(found, " ")
end
print(kmp("abababcababab", "abab"), kmp("aaaaa", "aa"), kmp("xyz", "q"))

local function wrap(text, width)
  local out, line = {}, ""
  for word in text:gmatch "%S+" do
    if #line + #word + (line == "" and 0 or 1) > width then out[#out + 1] = line line = word
    else line = line == "" and word or line .. " " .. word end
  end
  out[#out + 1] = line
  return out
end
for _, l in ipairs(wrap("The time has come, the Walrus said, to talk of many things: of shoes and ships and sealing-wax, of cabbages and kings.", 28)) do print(("|%-28s|"):format(l)) end
local function justify(l, w) local words = {} for x in l:gmatch "%S+" do words[#words + 1] = x end local gaps, spare = #words - 1, w - #l if gaps == 0 then return l end
  local s = words[1] for i = 2, #words do s = s .. (" "):rep(1 + spare // gaps + (i - 1 <= spare % gaps and 1 or 0)) .. words[i] end return s end
print("[" .. justify("to be or not to be", 30) .. "]")
