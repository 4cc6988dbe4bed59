-- math.modf of integers, infinities and numbers beyond the integers.
print(math.modf(math.maxinteger), math.modf(-math.maxinteger))
print(math.modf(3.7))
print(math.modf(-3.7))
print(math.modf(5.0))
print(math.modf(1 / 0))
print(math.modf(2 ^ 70))
print(math.modf("5"))
print(math.modf(-0.0))
