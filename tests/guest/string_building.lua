-- Concatenation in its forms: long chains, buffers, numbers, growth, interning.
local s = ""
for i = 1, 200 do s = s .. i .. "," end print(#s, s:sub(-12))
local t = {} for i = 1, 1000 do t[i] = ("%03d"):format(i) end local joined = table.concat(t) print(#joined, joined:sub(1, 9), joined:sub(-6))
print("a" .. "b" .. "c" .. 1 .. 2.0 .. "d" .. -3 .. "" .. "e", 1 .. "", "" .. 1e100, 2^53 .. "|" .. (2^53 | 0))
local a, b = "x", "y" print(a .. b .. a .. b, (a .. b) .. (a .. b), a .. (b .. a) .. b == a .. b .. a .. b)
local same1, same2 = ("ab"):rep(50), {} for i = 1, 50 do same2[i] = "ab" end print(same1 == table.concat(same2), ({ [same1] = "found" })[table.concat(same2)])
local keys = {} for i = 1, 100 do keys["k" .. i % 10] = (keys["k" .. i % 10] or 0) + 1 end local n = 0 for _, v in pairs(keys) do n = n + v end print(n, keys.k0, keys["k" .. 3])
local long1, long2 = ("z"):rep(1000) .. "1", ("z"):rep(1000) .. "1" local map = { [long1] = "long key" } print(map[long2], long1 == long2, rawequal(long1, long2), #long1 .. "")
local r = {} for i = 1, 10 do r[#r + 1] = string.rep(tostring(i % 10), i) end print(table.concat(r, "/")) print(("x"):rep(5, ", "), ("-"):rep(20), ("ab"):rep(3, "|"))
local out = {} local function emit(...) for i = 1, select("#", ...) do out[#out + 1] = tostring((select(i, ...))) end end emit(1, nil, true, "s", 2.5) print(table.concat(out, " "))
local function pad(v, w) v = tostring(v) return (" "):rep(w - #v) .. v end for i = 1, 3 do local row = {} for j = 1, 5 do row[j] = pad(i * j * j, 4) end print(table.concat(row)) end
local rev = "" for c in ("stressed"):gmatch "." do rev = c .. rev end print(rev, ("stressed"):reverse() == rev) local up = "" for i = 1, 26 do up = up .. string.char(64 + i) end print(up, up:lower(), #up) local bin = "" for i = 0, 255 do bin = bin .. string.char(i) end print(#bin, bin:byte(1), bin:byte(256), bin == string.char(table.unpack((function() local q = {} for i = 0, 255 do q[#q + 1] = i end return q end)())))
local cmp = { "", "a", "aa", "b", "\0", "a\0", "a\0b", "B", "\xff", "10", "9" } table.sort(cmp) for i, v in ipairs(cmp) do cmp[i] = ("%q"):format(v) end print(table.concat(cmp, " ")) local fb = {} for i = 1, 30 do fb[i] = i % 15 == 0 and "FizzBuzz" or i % 5 == 0 and "Buzz" or i % 3 == 0 and "Fizz" or i end print(table.concat(fb, " "))
print(pcall(function() return ("x"):rep(-5) .. {} end)) print(pcall(function() local q = nil return "a" .. "b" .. q end)) print(#(("0123456789"):rep(1000) .. ("abc"):rep(1000))) local big = ("0123456789"):rep(10000) print(#big, big:sub(50001, 50010), big:find("90", 99000, true), select(2, big:gsub("5", ""))) local look = "look and say: " local seq = "1" for _ = 1, 8 do look = look .. seq .. " " local nxt, i = {}, 1 while i <= #seq do local c, j = seq:sub(i, i), i while seq:sub(j + 1, j + 1) == c do j = j + 1 end nxt[#nxt + 1] = (j - i + 1) .. c i = j + 1 end seq = table.concat(nxt) end print(look)
