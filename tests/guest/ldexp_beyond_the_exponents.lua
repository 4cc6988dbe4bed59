-- math.ldexp, where there is one, with exponents beyond those of floats.
if math.ldexp then print(math.ldexp(1, 2 ^ 32), math.ldexp(1, 2 ^ 32 + 3), math.ldexp(1, -2000)) end
