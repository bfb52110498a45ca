int scaled(int degrees);
