import Work
print(Work.x.t)
