#include <camkes.h>
#include <shape.hpp>

namespace {

class Rectangle : public Shape {
public:
    Rectangle(int width, int height) : width(width), height(height) {}
    int area() const override { return width * height; }

private:
    int width, height;
};

int calls;

}

extern "C" int area_of(int width, int height)
{
    const Shape *shape = new Rectangle(width, height);
    int area = shape->area();

    delete shape;
    printf("%s: call %d\n", get_instance_name(), ++calls);
    return area;
}
