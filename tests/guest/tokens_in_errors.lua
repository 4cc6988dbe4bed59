-- Tokens as error messages show them: strings as they were understood, long ones without their first line end.
for _, s in ipairs{ '"a\\nb"', '"a\\65\\z   b"', '[[\nab\r\ncd]]', '[==[ab]==]', '0x1F', '1e5', "'it\\'s'", '"\\u{48}"', '[[\n]]', 'x = [[ab]] "c\\td"', 'return return "\\x41"', '"a\\\nb"' , '"nul\\0x"', '[[nul\0x]]', '[=[\r\n\r\nx]=]', '[[]]', 'x = [[\nab', '--[[\n\n', '[=x', '[==' } do
  print((select(2, load("x =" .. s .. " " .. s, "=c"))))
  print((select(2, load(s, "=c"))))
end
print((select(2, load("local function\n\nf(x)\nreturn x\nlocal", "=c"))), debug.getinfo(load("local function\n\nf(x)\nend return f")(), "S").linedefined)
print(debug.getinfo(load("return function\n\n(x)\nend")(), "S").linedefined, (select(2, load("x = function\n(x)\nreturn x\nlocal", "=c"))))
