#pragma once
#include <cstdint>

class Shape {
public:
    virtual ~Shape() {}
    virtual int area() const = 0;
};
