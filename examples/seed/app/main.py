"""The API: takes pictures and queues them for the workers."""

from fastapi import FastAPI, UploadFile

from workers.tasks import classify

app = FastAPI()


@app.post("/pictures")
async def upload(picture: UploadFile) -> dict[str, str]:
    task = classify.delay(await picture.read())
    return {"task": task.id}
