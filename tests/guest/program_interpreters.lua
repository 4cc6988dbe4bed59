-- Interpreters in Lua: a tape machine, a stack machine, a small Lisp.
local function tape(source, input)
  local jump, stack = {}, {}
  for i = 1, #source do local c = source:sub(i, i) if c == "[" then stack[#stack + 1] = i elseif c == "]" then local o = table.remove(stack) jump[o], jump[i] = i, o end end
  local cells, p, pc, out, inp = setmetatable({}, { __index = function() return 0 end }), 1, 1, {}, 1
  local run = {
    [">"] = function() p = p + 1 end, ["<"] = function() p = p - 1 end, ["+"] = function() cells[p] = (cells[p] + 1) % 256 end, ["-"] = function() cells[p] = (cells[p] - 1) % 256 end,
    ["."] = function() out[#out + 1] = string.char(cells[p]) end, [","] = function() cells[p] = input:byte(inp) or 0 inp = inp + 1 end,
    ["["] = function() if cells[p] == 0 then pc = jump[pc] end end, ["]"] = function() if cells[p] ~= 0 then pc = jump[pc] end end,
  }
  while pc <= #source do local f = run[source:sub(pc, pc)] if f then f() end pc = pc + 1 end
  return table.concat(out)
end
print((tape("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.", ""))) print(tape(",[.,]", "echo"), tape(">,[>,]<[.<]", "reverse"))

local function machine(program)
  local stack, labels, pc, out, env, calls = {}, {}, 1, {}, {}, {}
  for i, op in ipairs(program) do if op[1] == "label" then labels[op[2]] = i end end
  local function pop() return table.remove(stack) or error("stack empty at " .. pc, 0) end local function push(v) stack[#stack + 1] = v end
  local ops = { push = push, add = function() push(pop() + pop()) end, mul = function() push(pop() * pop()) end, sub = function() local b = pop() push(pop() - b) end, dup = function() local v = pop() push(v) push(v) end, print = function() out[#out + 1] = tostring(pop()) end, store = function(n) env[n] = pop() end, load = function(n) push(env[n]) end, jump = function(l) pc = labels[l] end, jz = function(l) if pop() == 0 then pc = labels[l] end end, call = function(l) calls[#calls + 1] = pc pc = labels[l] end, ret = function() pc = table.remove(calls) end, halt = function() pc = #program end, label = function() end }
  while pc <= #program do local op = program[pc]; (ops[op[1]] or error("unknown " .. op[1], 0))(op[2]) pc = pc + 1 end
  return table.concat(out, " ")
end
print(machine { { "push", 10 }, { "store", "n" }, { "push", 1 }, { "store", "acc" }, { "label", "loop" }, { "load", "n" }, { "jz", "end" }, { "load", "acc" }, { "load", "n" }, { "mul" }, { "store", "acc" }, { "load", "n" }, { "push", 1 }, { "sub" }, { "store", "n" }, { "jump", "loop" }, { "label", "end" }, { "load", "acc" }, { "print" }, { "push", 7 }, { "call", "square" }, { "print" }, { "halt" }, { "label", "square" }, { "dup" }, { "mul" }, { "ret" } }) print(pcall(machine, { { "add" } })) print(pcall(machine, { { "fly" } }))

local function read(source)
  local tokens, i = {}, 0 for t in source:gsub("[()']", " %0 "):gmatch "%S+" do tokens[#tokens + 1] = t end
  local function expr() i = i + 1 local t = tokens[i] if not t then error("unexpected end", 0) end if t == "(" then local l = {} while tokens[i + 1] ~= ")" do if not tokens[i + 1] then error("missing )", 0) end l[#l + 1] = expr() end i = i + 1 return l elseif t == "'" then return { "quote", expr() } elseif t == ")" then error("unexpected )", 0) end return tonumber(t) or t end
  local all = {} while i < #tokens do all[#all + 1] = expr() end return all
end
local function show(v) if type(v) == "table" then local t = {} for i, e in ipairs(v) do t[i] = show(e) end return "(" .. table.concat(t, " ") .. ")" elseif type(v) == "function" then return "<function>" elseif v == true then return "#t" elseif v == false then return "#f" end return tostring(v) end
local function scope(names, values, outer) local vars = {} for i, n in ipairs(names) do vars[n] = values[i] end return setmetatable(vars, { __index = outer }) end
local global = { ["+"] = function(...) local s = 0 for _, v in ipairs { ... } do s = s + v end return s end, ["*"] = function(...) local s = 1 for _, v in ipairs { ... } do s = s * v end return s end, ["-"] = function(a, b) return b and a - b or -a end, ["<"] = function(a, b) return a < b end, ["="] = function(a, b) return a == b end, list = function(...) return { ... } end, car = function(l) return l[1] end, cdr = function(l) return { table.unpack(l, 2) } end, cons = function(a, l) return { a, table.unpack(l) } end, ["null?"] = function(l) return #l == 0 end }
local eval
local special = { quote = function(e) return e[2] end, ["if"] = function(e, env) if eval(e[2], env) ~= false then return eval(e[3], env) end return e[4] ~= nil and eval(e[4], env) end, define = function(e, env) rawset(env, e[2], eval(e[3], env)) return e[2] end, lambda = function(e, env) return function(...) return eval(e[3], scope(e[2], { ... }, env)) end end, let = function(e, env) local ns, vs = {}, {} for i, b in ipairs(e[2]) do ns[i], vs[i] = b[1], eval(b[2], env) end return eval(e[3], scope(ns, vs, env)) end, ["begin"] = function(e, env) local r for i = 2, #e do r = eval(e[i], env) end return r end }
function eval(e, env) if type(e) == "string" then local v = env[e] if v == nil then error("unbound " .. e, 0) end return v elseif type(e) ~= "table" then return e end if special[e[1]] then return special[e[1]](e, env) end local f, args = eval(e[1], env), {} for i = 2, #e do args[i - 1] = eval(e[i], env) end return f(table.unpack(args)) end
local source = [[ (define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1)))))) (fact 20) (define map (lambda (f l) (if (null? l) l (cons (f (car l)) (map f (cdr l)))))) (map (lambda (x) (* x x)) '(1 2 3 4)) (let ((a 1) (b 2)) (+ a b)) (define adder (lambda (n) (lambda (x) (+ x n)))) ((adder 5) 37) (if (= 1 2) 'yes 'no) (begin 1 2 3) (list 1 (list 2 'x) (< 1 2)) (undefined 1) (define count (lambda (n acc) (if (= n 0) acc (count (- n 1) (+ acc 2))))) (count 150 0) fact ]]
for _, e in ipairs(read(source)) do local ok, v = pcall(eval, e, global) print(ok and show(v) or "error: " .. tostring(v)) end print(pcall(read, "(1 (2")) print(pcall(read, ")"))
