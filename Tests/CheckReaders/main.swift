import Generator

print("0")
