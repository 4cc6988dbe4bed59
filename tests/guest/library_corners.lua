-- Corners of the libraries that programs seldom reach.
print(string.format("%q %q %q %q %q", 3.0, -0.0, 2 ^ 63, 0.1, 1e300), string.format("%q %q %q %q", 1 / 0, -1 / 0, 0 / 0, math.mininteger)) for _, v in ipairs { 3.0, -0.0, 2 ^ 63, 0.1, 5e-324, 1e300, -2.5 } do assert(load("return " .. string.format("%q", v))() == v) end
print(math.modf(math.maxinteger), math.modf(-math.maxinteger)) print(math.modf(3.7)) print(math.modf(-3.7)) print(math.modf(5.0)) print(math.modf(1 / 0)) print(math.modf(2 ^ 70)) print(math.modf("5")) print(math.modf(-0.0))
if math.ldexp then print(math.ldexp(1, 2 ^ 32), math.ldexp(1, 2 ^ 32 + 3), math.ldexp(1, -2000)) end

-- Dates.
local function time(t) print(pcall(os.time, t)) end
for _, field in ipairs { "year", "month", "day", "hour", "min", "sec" } do
  for _, v in ipairs { 10 ^ 10 // 1 | 0, -(10 ^ 10 // 1 | 0), math.maxinteger, math.mininteger, 2 ^ 53, 1.5, "x", {}, true } do
    local t = { year = 2000, month = 1, day = 1 } t[field] = v
    print(field, select(2, pcall(os.time, t)))
  end
end
time { year = 2147483647 + 1901, month = 1, day = 1 } time { year = "2000", month = "1", day = "2" } time { year = 2000, month = 1, day = 1, hour = 12.0 } time { year = 2000, month = 1 } time { month = 1, day = 1 } time { year = 2000, day = 1 } time { year = 2000, month = 1, day = 1, isdst = 0 } time { year = 2147483647, month = 2147483647, day = 2147483647 }
local t = { year = 2024, month = 14, day = -3, hour = 30, min = 61, sec = 3600 } os.time(t) print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.isdst)
local set = {} t = setmetatable({ year = 2020, month = 2, day = 30 }, { __newindex = function(_, k, v) set[#set + 1] = k .. "=" .. tostring(v) end, __index = { hour = 5, isdst = false } }) os.time(t) table.sort(set) print(t.month, t.day, table.concat(set, " "))
print(("%q"):format(os.date("!%Y\0%m\0\0%d\0", 0))) print(pcall(os.date, "%\0")) print(pcall(os.date, "!%c", 67768036191676799)) print(pcall(os.date, "!%c", 67768036191676800)) print(pcall(os.date, "!%Y", -67768040609740800)) print(pcall(os.date, "!%Y", -67768040609740801)) print(pcall(os.difftime, 5))

-- Locales.
print(os.setlocale(), os.setlocale(nil, "numeric")) print(os.setlocale("C.UTF-8", "numeric")) print(os.setlocale()) print(os.setlocale(os.setlocale())) print(os.setlocale(os.setlocale(), "time")) print(os.setlocale("no such locale"), os.setlocale("C.UTF-8", "collate"), os.setlocale("POSIX", "all"), os.setlocale("C.utf8")) print(os.setlocale("")) print(os.setlocale("", "time")) print(os.setlocale("LC_CTYPE=C;LC_NUMERIC=C")) print(os.setlocale("C"), os.setlocale()) print(pcall(os.setlocale, {})) print(pcall(os.setlocale, "C", "odd"))
print(os.rename("/no/such/a", "/no/such/b")) print(os.remove("/no/such/a")) print(pcall(io.popen, "true", "rw"))

-- Variables of functions.
local one, two = 1, 1
local function f() return one, two end local function g() return two end
print(type(debug.upvalueid(f, 1)), debug.upvalueid(f, 1) == debug.upvalueid(f, 2), debug.upvalueid(f, 2) == debug.upvalueid(g, 1), debug.upvalueid(f, 1) == debug.upvalueid(f, 1), debug.upvalueid(f, 3), debug.upvalueid(print, 1)) local h = load("local a, b = 5, 5 return function() return a, b end")() print(type(debug.upvalueid(h, 1)), debug.upvalueid(h, 1) == debug.upvalueid(h, 1), debug.upvalueid(h, 1) == debug.upvalueid(h, 2)) print(debug.setcstacklimit and debug.setcstacklimit(1000)) print(debug.getuservalue(io.stdout, 0), debug.getuservalue(io.stdout, 1), debug.getuservalue(1))

-- Iterators that start at odd places, and chunks from odd readers.
local step = ipairs {} for i, v in step, { 10, 20, 30 }, 1.0 do io.write(i, "=", v, " ") end for i, v in step, { 10, 20 }, "1" do io.write(i, "=", v, " ") end print() print(pcall(function() for i in step, {}, "x" do end end)) print(pcall(function() for i in step, {} do end end)) print(pcall(function() for i in step, nil, 1 do end end)) local codes = utf8.codes("a") print(pcall(codes, "ab")) print(pcall(codes, "ab", "1")) print(pcall(codes, "ab", {})) print(utf8.codepoint("abc", 3, -100))
local parts = { "return ", 1, 2.5, "" } local n = 0 print(load(function() n = n + 1 return parts[n] end)()) n = 0 parts = { "return ", 1, 2, nil } print(load(function() n = n + 1 return parts[n] end)()) print(pcall(load, "return 1", {}, {})) print(pcall(load, 5)) print(load("\27x")) print(load("return ...", 5)("x"))
print(pcall(table.unpack, {}, 1, 1e7)) print(pcall(table.unpack, "abc", 1, 1e8)) print(pcall(table.unpack, io.stdout)) print(table.unpack("abc", 1, 2)) print(pcall(package.searchpath))
