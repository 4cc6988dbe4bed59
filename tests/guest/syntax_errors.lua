-- What the compiler says about wrong source.
local sources = {
  "x", "x =", "= 1", "x = = 1", "local", "local 1", "local x =", "local x y", "x = 1 1", "f(", "f(1", "f(1,", "f(1,)", "f{", "f{1", "f[1]", "a.b:c = 1", "a:b", "a.1", "a.", "a[", "a[1", "1 = x", "'s' = x", "f() = 1", "(x) = 1", "x, y", "x, f() = 1, 2", "x + 1",
  "if", "if x", "if x then", "if x then else", "if x then elseif", "if x then else elseif y then end", "else", "end", "elseif x then", "until x", "while", "while x", "while x do", "while x end", "do", "do end end", "repeat", "repeat until", "repeat x = 1",
  "for", "for x", "for x =", "for x = 1", "for x = 1 do end", "for x = 1, 2", "for x = 1, 2 do", "for x, y = 1, 2 do end", "for x in", "for x in y", "for 1 in y do end", "for x.y in z do end", "for x = 1, 2, 3, 4 do end",
  "function", "function f", "function f(", "function f()", "function f(x", "function f(x,) end", "function f(1) end", "function f(..., x) end", "function f.g:h.i() end", "function f:g:h() end", "local function", "local function f.g() end", "function () end", "return function", "return function(a b) end", "x = function() return 1 2 end",
  "return return", "return 1,", "return; x", "return 1 x = 2", "break", "goto", "goto 1", "goto x", ":: x", "::x", "::x:: ::x::", "::1::",
  "x = }", "x = {", "x = {1, 2", "x = {1 2}", "x = {[1]}", "x = {[1] 2}", "x = {a = }", "x = {,}", "x = {1,,2}", "x = {[] = 1}", "x = (", "x = (1", "x = ()", "x = 1 +", "x = + 1", "x = 1 + * 2", "x = not", "x = #", "x = -", "x = 1 ..", "x = a and", "x = ..", "x = ...", "function f() return ... end", "x = 1 ~= ", "x = !y", "x != y", "x += 1", "x++", "x = a ? b : c", "x = @", "x = $", "x = `a`", "x = \\",
  "x = 'abc", "x = \"abc", "x = 'a\nb'", "x = [[abc", "x = [=[abc]]", "x = [=abc", "--[[ open", "--[==[ open ]]", "x = '\\q'", "x = '\\400'", "x = '\\xZZ'", "x = '\\u{zz}'", "x = '\\u{ffffffffff}'", "x = '\\",
  "x = 1e", "x = 0x", "x = 1e+", "x = 3x", "x = 3.4.5", "x = 0xg", "x = 1..2", "x = 08a", "x = 1_000", "x = .e1", "x = 0x1p", "and = 1", "local end = 1", "x.end = 1", "nil = 1", "true()", "local nil", "goto end", "local x <foo> = 1", "local x < = 1", "local x <const = 1", "local x <const> = 1; x = 2", "local function f() local x <const> = 1; return function() x = 3 end end", "x = }{", "a.b.c", "a.b['x']", "a()()b", "x = 1; ; ;; y", "\1", "x = \0", "x\0y = 1", "é = 1", "x = 'ok' 'no'", "x = f'a' 1", "local a <close>, b <close> = 1, 2", "for i = 1, 2 do goto continue; local z; ::continue:: z = 1 end", "repeat local q; if q then goto c end; local r; ::c:: until r",
}
for _, source in ipairs(sources) do
  local f, message = load(source, "=s")
  print((string.format("%q", source):gsub("\\\n", "\\n")), f and "accepted" or message)
end
print("-- places")
print(load("x = 1\ny = 2\nz = = 3", "=lines")) print(load("\n\n\nif x then\n\n\ny = 1\n", "=unclosed")) print(load("f(\n1,\n2\n", "=call")) print(load("local t = {\n1,\n2\n", "=table")) print(load("for i = 1, 2 do\n if x then\n end\n", "@file.lua")) print(load("x =", "x =")) print(load("x =\n=", "first line\nsecond line")) print(load("x = y y", ("long name "):rep(20))) print(load("x = y y", "@" .. ("dir/"):rep(30) .. "file.lua")) print(load("x = y y", "=" .. ("n"):rep(100))) print(load("x =", "")) print(load("x =", "\nstarts with newline")) print(load("x y")) print(load(function() return nil end) ~= nil, load("") ~= nil, load("-- only a comment") ~= nil, load("#!shebang") == nil, load(";") ~= nil, load("return") ~= nil, load("return;") ~= nil)
print(load("x = " .. ("("):rep(300) .. "1" .. (")"):rep(300)) == nil, load("x = " .. ("{"):rep(150) .. ("}"):rep(150)) ~= nil)
local many = {} for i = 1, 201 do many[i] = "a" .. i end print(load("local " .. table.concat(many, ","), "=s")) print(load("local " .. table.concat(many, ",", 1, 200), "=s") ~= nil)
local body = {} for i = 1, 256 do body[i] = "local u" .. i end print(load("do " .. table.concat(body, " ", 1, 150) .. " end do " .. table.concat(body, " ", 1, 150) .. " end", "=s") ~= nil)
print(load("x = .0XfF", "=c"))
print(load("x = .0xp1", "=c"))
